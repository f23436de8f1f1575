import { type Expression, evaluate, type Leaf, type Recipe } from "@tenetjs/recipes";

/** What the units of a cell are given at a step, by name: the sums of their gates, and the state before the step. */
export type CellStep = {
  /** The number of the step, counted from 0. */
  readonly time: number;
  readonly sums: Readonly<Record<string, Float64Array>>;
  readonly before: Readonly<Record<string, Float32Array>>;
};

type Numbers = Readonly<Record<string, ArrayLike<number>>>;

/**
 * What the units of a cell are given at each step while they read `inputs`, `[step][input]`, computed in plain float64 from the parameters, `[input, columns]`
 * and so on, row by row. Time counts the steps from 0.
 */
export function cellSteps(recipe: Recipe, params: Numbers, inputs: readonly ArrayLike<number>[]): CellStep[] {
  const hidden = (params.b as ArrayLike<number>).length / recipe.gates.length;
  const roots = recipe.state.map((name) => recipe.next[name] as Expression);
  let before: CellStep["before"] = Object.fromEntries(
    recipe.state.map((name) => [name, new Float32Array(hidden)]),
  );
  return inputs.map((input, time) => {
    const first = preActivations(recipe, params, input, before.h as Float32Array);
    const { second } = recipe;
    const given = { time, sums: first, before };
    const factor =
      second &&
      Float64Array.from(
        { length: hidden },
        (_, unit) => evaluate([second.factor], { leaf: unitLeaf(given, params, unit) })[0] as number,
      );
    const sums =
      factor === undefined ? first : { ...first, ...preActivations(recipe, params, input, factor, true) };
    const step = { time, sums, before };
    const next = recipe.state.map(() => new Float32Array(hidden));
    for (let unit = 0; unit < hidden; unit += 1)
      evaluate(roots, { leaf: unitLeaf(step, params, unit) }).forEach((value, index) => {
        (next[index] as Float32Array)[unit] = value;
      });
    before = Object.fromEntries(recipe.state.map((name, index) => [name, next[index] as Float32Array]));
    return step;
  });
}

/** The number that each leaf stands for, in one unit at one step. */
export function unitLeaf(
  { time, sums, before }: CellStep,
  params: Numbers,
  unit: number,
): (leaf: Leaf) => number {
  return ({ role, name }) => {
    if (role === "gate") return sums[name]?.[unit] as number;
    if (role === "state") return before[name]?.[unit] as number;
    if (role === "parameter") return params[name]?.[unit] as number;
    return name === "time" ? time : Number.NaN;
  };
}

/** x Wx + h Wh + b, for each unit and gate: those of a second product, whose factor stands in the place of h, or the others. */
function preActivations(
  { gates, second }: Recipe,
  { wx, wh, b }: Readonly<Record<string, ArrayLike<number>>>,
  input: ArrayLike<number>,
  h: ArrayLike<number>,
  late = false,
): Record<string, Float64Array> {
  const hidden = (b as ArrayLike<number>).length / gates.length;
  const fromInput = gates.filter(({ from }) => from !== "hidden").map(({ name }) => name);
  const fromHidden = gates.filter(({ from }) => from !== "input").map(({ name }) => name);
  const sum = (name: string, index: number) => {
    const sums = Float64Array.from(
      { length: hidden },
      (_, unit) => (b as ArrayLike<number>)[index * hidden + unit] ?? 0,
    );
    addProduct(sums, input, wx as ArrayLike<number>, fromInput.indexOf(name), fromInput.length * hidden);
    addProduct(sums, h, wh as ArrayLike<number>, fromHidden.indexOf(name), fromHidden.length * hidden);
    return sums;
  };
  const isWanted = (name: string) => (second?.gates.includes(name) ?? false) === late;
  return Object.fromEntries(
    gates.flatMap(({ name }, index) => (isWanted(name) ? [[name, sum(name, index)] as const] : [])),
  );
}

/** Adds `row` times the block of columns of the given number, if there is one, of a matrix whose rows are `width` long. */
function addProduct(
  sums: Float64Array,
  row: ArrayLike<number>,
  matrix: ArrayLike<number>,
  block: number,
  width: number,
): void {
  if (block < 0) return;
  for (let index = 0; index < row.length; index += 1) {
    const factor = row[index] as number;
    if (factor === 0) continue;
    const start = index * width + block * sums.length;
    for (let unit = 0; unit < sums.length; unit += 1)
      sums[unit] = (sums[unit] as number) + factor * (matrix[start + unit] as number);
  }
}
