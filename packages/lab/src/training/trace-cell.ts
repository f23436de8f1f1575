import { type Application, type Expression, evaluate, nodes, type Recipe } from "@tenetjs/recipes";
import { stepRoots } from "@tenetjs/recipes/internals";
import { cellSteps, unitLeaf } from "./cell-steps.ts";

/** A value that each unit has at each step: a gate, or a part of the state. What is both, such as the one gate of an RNN, counts as state. */
export type Trace = {
  /** Its name in the recipe, such as "forget"; for a gate, its value is that after its nonlinearity. */
  readonly name: string;
  readonly kind: "gate" | "state";
  /** The limits that its nonlinearity sets; undefined if it has none. */
  readonly domain: readonly [number, number] | undefined;
  /** For each step, the value of each unit. */
  readonly values: readonly Float32Array[];
};

/**
 * What the units of a cell do while they read `inputs`, `[step][input]`: their gates and their state after each step, computed in plain float64 from the
 * parameters, `[input, columns]` and so on, row by row. Time counts the steps from 0.
 */
export function traceCell(
  recipe: Recipe,
  params: Readonly<Record<string, ArrayLike<number>>>,
  inputs: readonly ArrayLike<number>[],
): Trace[] {
  const hidden = (params.b as ArrayLike<number>).length / recipe.gates.length;
  const states = new Set<Expression>(Object.values(recipe.next));
  const gates = recipe.gates
    .map(({ name }) => ({ name, value: activationOf(recipe, name) }))
    .filter(({ value }) => !states.has(value));
  const timeGate = recipe.definitions.filter(({ latex }) => latex === "k_t");
  const shown = [...gates, ...timeGate.map(({ value }) => ({ name: "time gate", value }))];
  const roots = [
    ...shown.map(({ value }) => value),
    ...recipe.state.map((name) => recipe.next[name] as Expression),
  ];
  const traces: Trace[] = [
    ...shown.map(({ name, value }) => traceOf(name, "gate", value)),
    ...recipe.state.map((name) => traceOf(name, "state", recipe.next[name] as Expression)),
  ];
  for (const { time, sums, before } of cellSteps(recipe, params, inputs)) {
    const columns = traces.map(() => new Float32Array(hidden));
    for (let unit = 0; unit < hidden; unit += 1) {
      const leaf = unitLeaf({ time, sums, before }, params, unit);
      evaluate(roots, { leaf }).forEach((value, index) => {
        (columns[index] as Float32Array)[unit] = value;
      });
    }
    for (const [index, { values }] of traces.entries())
      (values as Float32Array[]).push(columns[index] as Float32Array);
  }
  return traces;
}

function traceOf(name: string, kind: Trace["kind"], value: Expression): Trace {
  return { name, kind, domain: name === "time gate" ? [0, 1] : domainOf(value), values: [] };
}

/** The limits of an expression's values, if its last operation has some. */
function domainOf(value: Expression): Trace["domain"] {
  if (value.kind !== "application") return undefined;
  if (value.operation === "sigmoid") return [0, 1];
  return value.operation === "tanh" ? [-1, 1] : undefined;
}

/** The first sigmoid or tanh of the gate, with what is added to it; the gate's sum itself if there is none. */
export function activationOf(recipe: Recipe, gate: string): Expression {
  const all = nodes(...stepRoots(recipe));
  const leafOf = all.find((node) => node.kind === "leaf" && node.role === "gate" && node.name === gate);
  const containing = new Set<Expression>(leafOf === undefined ? [] : [leafOf]);
  for (const node of all) {
    if (node.kind !== "application" || !node.operands.some((operand) => containing.has(operand))) continue;
    if (isActivation(node)) return node;
    containing.add(node);
  }
  return leafOf as Expression;
}

function isActivation({ operation }: Application): boolean {
  return operation === "sigmoid" || operation === "tanh";
}
