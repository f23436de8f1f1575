import type { Expression, Leaf } from "../language/expression.ts";
import type { CellRole, Recipe } from "../language/recipe.ts";
import { lowerExpressions } from "./lower-expressions.ts";
import { type Graph, isComparison, replace, schedule, type Value } from "./value-graph.ts";

/** What a recipe is compiled for. */
export type StepVariant = {
  /** What the recipe's `training` conditions are. */
  readonly training: boolean;
  /** The step inputs that are the same for all rows, such as step numbers. */
  readonly sharedInputs: readonly string[];
};

/**
 * A recipe's step as values, in two parts. Values that depend on no row (for example the openness of a temporal gate, when all rows have the
 * same time) are computed once for all rows.
 */
export type LoweredStep = {
  /** Values of a unit that all rows share: its parameters and what follows from them. */
  readonly unit: readonly Value[];
  /** The next states in the recipe's order, reading `unit[i]` at `units[i]`. */
  readonly next: readonly Value[];
  /** What the second product multiplies, if there is one. */
  readonly factor: Value | undefined;
};

/**
 * The recipe's gates in the order of their columns in memory: those that see only x come first, so that h Wh is one product
 * with adjacent columns. Those of a second product are the last ones.
 */
export function gateOrder({ gates }: Recipe): Recipe["gates"] {
  return [...gates.filter(({ from }) => from === "input"), ...gates.filter(({ from }) => from !== "input")];
}

/** `recipe`'s step as values of `into`. */
export function lower(into: Graph, recipe: Recipe, variant: StepVariant): LoweredStep {
  const { training } = variant;
  const states = recipe.state.map((name) => recipe.next[name] as Expression);
  const roots = lowerExpressions(
    into,
    recipe.second === undefined ? states : [...states, recipe.second.factor],
    { training, leaf: (leaf) => fromLeaf(into, recipe, leaf) },
  );
  const ofRow = rowValues(recipe, variant, roots);
  const crossing = new Set<Value>();
  for (const value of schedule(roots)) {
    if (!ofRow.has(value)) continue;
    for (const operand of value.operands) if (!ofRow.has(operand)) crossing.add(operand);
  }
  for (const root of roots) if (!ofRow.has(root)) crossing.add(root);
  // A comparison is not a number and cannot be stored, so its operands are.
  const unit = [...crossing].flatMap((value) => (isComparison(value) ? value.operands : [value]));
  const shared = [...new Set(unit)].filter(({ operation }) => operation !== "constant");
  const reads = new Map(
    shared.map((value, index) => [value, into.read({ buffer: "units", index })] as const),
  );
  const done = new Map<Value, Value>();
  const replaced = roots.map((root) => replace(into, root, reads, done));
  return { unit: shared, next: replaced.slice(0, states.length), factor: replaced[states.length] };
}

/** The values that differ from row to row. */
function rowValues(recipe: Recipe, { sharedInputs }: StepVariant, roots: readonly Value[]): Set<Value> {
  const found = new Set<Value>();
  for (const value of schedule(roots)) {
    const { place } = value;
    const varies =
      place === undefined
        ? value.operands.some((operand) => found.has(operand))
        : place.buffer === "inputs"
          ? !sharedInputs.includes(recipe.inputs[place.index] as string)
          : place.buffer !== "parameters";
    if (varies) found.add(value);
  }
  return found;
}

function fromLeaf(into: Graph, recipe: Recipe, { role, name }: Leaf): Value {
  switch (role as CellRole) {
    case "gate": {
      const index = gateOrder(recipe).findIndex((gate) => gate.name === name);
      return into.apply(
        "add",
        into.read({ buffer: "slots", index }),
        into.read({ buffer: "parameters", index }),
      );
    }
    case "state":
      return into.read({ buffer: "previous", index: recipe.state.indexOf(name) });
    case "parameter": {
      const index = recipe.gates.length + recipe.parameters.findIndex((parameter) => parameter.name === name);
      return into.read({ buffer: "parameters", index });
    }
    case "input":
      return into.read({ buffer: "inputs", index: recipe.inputs.indexOf(name) });
  }
}
