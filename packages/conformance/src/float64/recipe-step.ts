import type { CellRole, Condition, Expression, Leaf, Recipe } from "@tenetjs/recipes";
import { apply } from "./operations.ts";
import type { Step, StepGiven } from "./step.ts";
import { type Tape, type Variable, variable } from "./tape.ts";

/** A recipe's step, evaluated from its expressions, independently of the packages' interpreters and compilers. */
export function recipeStep(recipe: Recipe): Step {
  return (tape, given) => {
    const gates = preActivations(tape, recipe, given);
    const h = given.state.h as readonly Variable[];
    const units = h.map((_, unit) => ofUnit(tape, given, gates, unit));
    const { second } = recipe;
    if (second !== undefined) {
      const factor = units.map((of) => of(second.factor));
      Object.assign(gates, preActivations(tape, recipe, given, factor));
    }
    const next = (name: string) => units.map((of) => of(recipe.next[name] as Expression));
    return Object.fromEntries(recipe.state.map((name) => [name, next(name)]));
  };
}

/** A function that returns a unit's value of an expression. */
function ofUnit(
  tape: Tape,
  given: StepGiven,
  gates: Readonly<Record<string, Variable[]>>,
  unit: number,
): (node: Expression) => Variable {
  const { params, state, inputs, training } = given;
  const leaf = ({ role, name }: Leaf): Variable => {
    if (role === "input") return inputs[name] as Variable;
    const values = { gate: gates, state, parameter: params }[role as Exclude<CellRole, "input">][
      name
    ] as readonly Variable[];
    return values[unit] as Variable;
  };
  const holds = (condition: Condition): boolean => {
    if (condition.kind === "training") return training;
    const [left, right] = [evaluate(condition.left).value, evaluate(condition.right).value];
    return condition.kind === "less" ? left < right : left <= right;
  };
  const known = new Map<Expression, Variable>();
  const compute = (node: Expression): Variable => {
    switch (node.kind) {
      case "constant":
        return variable(node.value);
      case "leaf":
        return leaf(node);
      case "application": {
        const [first, second] = node.operands;
        const left = evaluate(first);
        return apply(tape, node.operation, second === undefined ? [left] : [left, evaluate(second)]);
      }
      case "selection":
        return evaluate(holds(node.condition) ? node.whenTrue : node.whenFalse);
    }
  };
  const evaluate = (node: Expression): Variable => {
    const result = known.get(node) ?? compute(node);
    known.set(node, result);
    return result;
  };
  return evaluate;
}

/**
 * x Wx + h Wh + b, by gate and unit. A gate that reads only x has no columns in Wh, and one that reads only h has none in Wx. The gates of a second product are
 * left out, or with its factor, the others are.
 */
function preActivations(
  tape: Tape,
  { gates, second }: Recipe,
  { params, fromInput, fromHidden, timesWh, state }: StepGiven,
  factor?: readonly Variable[],
): Record<string, Variable[]> {
  const b = params.b as readonly Variable[];
  const units = [...(state.h as readonly Variable[]).keys()];
  const sources = {
    fromInput,
    fromHidden: factor === undefined ? fromHidden : (column: number) => timesWh(factor, column),
  };
  const used = { fromInput: 0, fromHidden: 0 };
  const blockFrom = (source: keyof typeof sources) => {
    const first = used[source];
    used[source] += units.length;
    return units.map((unit) => sources[source](first + unit));
  };
  return Object.fromEntries(
    gates.flatMap(({ name, from }, gate) => {
      if ((second?.gates.includes(name) ?? false) !== (factor !== undefined)) {
        if (from !== "hidden") used.fromInput += units.length;
        if (from !== "input") used.fromHidden += units.length;
        return [];
      }
      const blocks = [
        ...(from === "hidden" ? [] : [blockFrom("fromInput")]),
        ...(from === "input" ? [] : [blockFrom("fromHidden")]),
        b.slice(gate * units.length),
      ];
      const sum = (unit: number) =>
        blocks
          .map((block) => block[unit] as Variable)
          .reduce((left, right) => apply(tape, "add", [left, right]));
      return [[name, units.map(sum)] as const];
    }),
  );
}
