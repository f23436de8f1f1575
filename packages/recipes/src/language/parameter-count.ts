import { checkInteger } from "@tenetjs/core/internals";
import type { GateSource, Recipe } from "./recipe.ts";

/** How many numbers are learned, and which. */
export type ParameterCount = {
  readonly total: number;
  /** The parts that `total` is the sum of. */
  readonly terms: readonly ParameterTerm[];
  /** The sum of the terms' formulas. */
  readonly formula: string;
};

export type ParameterTerm = {
  /** In n, the hidden size, and d, the input size: `4·n·(d+n+1)`. */
  readonly formula: string;
  readonly count: number;
};

/**
 * The number of parameters of a cell made from `recipe`, read off its gates and parameters: `4·n·(d+n+1)` for the LSTM, whose
 * four gates each have a weight for every input and every unit, and a bias. Of a cell: `parameterCount(cell.recipe, cell.options)`.
 *
 * @throws {RangeError} when a size is not an integer of at least 1.
 */
export function parameterCount(
  recipe: Recipe,
  { inputSize: d, hiddenSize: n }: { readonly inputSize: number; readonly hiddenSize: number },
): ParameterCount {
  checkInteger("parameterCount", "inputSize", d, 1);
  checkInteger("parameterCount", "hiddenSize", n, 1);
  const gates = (from: GateSource) => recipe.gates.filter((gate) => gate.from === from).length;
  const terms = [
    term(gates("both"), "n·(d+n+1)", n * (d + n + 1)),
    term(gates("input"), "n·(d+1)", n * (d + 1)),
    term(gates("hidden"), "n·(n+1)", n * (n + 1)),
    term(recipe.parameters.length, "n", n),
  ].flat();
  return {
    total: terms.reduce((sum, { count }) => sum + count, 0),
    terms,
    formula: terms.map(({ formula }) => formula).join(" + "),
  };
}

function term(times: number, formula: string, count: number): ParameterTerm[] {
  if (times === 0) return [];
  return [{ formula: times === 1 ? formula : `${times}·${formula}`, count: times * count }];
}
