import type { Condition, Expression, Leaf } from "./expression.ts";
import { type BinaryDefinition, comparisons, operations, type UnaryDefinition } from "./operations.ts";
import type { CellRole, Recipe } from "./recipe.ts";

/** What an expression is evaluated with. */
export type Numbers = {
  /** The number that a leaf stands for. */
  readonly leaf: (leaf: Leaf) => number;
  /** Whether the network is being trained. Default false. */
  readonly training?: boolean;
};

/** The numbers that expressions stand for, in float64. What they share is computed once. */
export function evaluate(roots: readonly Expression[], { leaf, training = false }: Numbers): number[] {
  const known = new Map<Expression, number>();
  const numberOf = (node: Expression): number => {
    const value = known.get(node) ?? compute(node);
    known.set(node, value);
    return value;
  };
  const holds = (condition: Condition): boolean =>
    condition.kind === "training"
      ? training
      : comparisons[condition.kind].holds(numberOf(condition.left), numberOf(condition.right));
  const compute = (node: Expression): number => {
    switch (node.kind) {
      case "constant":
        return node.value;
      case "leaf":
        return leaf(node);
      case "application": {
        const [first, second] = node.operands;
        if (second === undefined)
          return (operations[node.operation] as UnaryDefinition).value(numberOf(first));
        return (operations[node.operation] as BinaryDefinition).value(numberOf(first), numberOf(second));
      }
      case "selection":
        return numberOf(holds(node.condition) ? node.whenTrue : node.whenFalse);
    }
  };
  return roots.map(numberOf);
}

/** The numbers of one unit at one step, by name: a `gate` is x Wx + h Wh + b. */
export type UnitNumbers = {
  readonly gates: Readonly<Record<string, number>>;
  readonly state: Readonly<Record<string, number>>;
  readonly parameters?: Readonly<Record<string, number>>;
  readonly inputs?: Readonly<Record<string, number>>;
  /** Default false. */
  readonly training?: boolean;
};

/** One unit's state after a step of `recipe`, in float64. */
export function evaluateStep(recipe: Recipe, numbers: UnitNumbers): Record<string, number> {
  const { gates, state, parameters = {}, inputs = {}, training = false } = numbers;
  const byRole: Record<CellRole, Readonly<Record<string, number>>> = {
    gate: gates,
    state,
    parameter: parameters,
    input: inputs,
  };
  const leaf = ({ role, name }: Leaf): number => byRole[role as CellRole][name] ?? Number.NaN;
  const values = evaluate(
    recipe.state.map((name) => recipe.next[name] as Expression),
    { leaf, training },
  );
  return Object.fromEntries(recipe.state.map((name, index) => [name, values[index] as number]));
}
