import { evaluateStep, type Recipe } from "@tenetjs/recipes";
import { type Matrix, plus, times, type Vector } from "./arrays.ts";

/** `wx` is `[input, gates * hidden]`, `wh` is `[hidden, gates * hidden]`, `b` is `[gates * hidden]`. */
export type Weights = { readonly wx: Matrix; readonly wh: Matrix; readonly b: Vector };

/** The state of all units after one step, in float64, by the recipe. */
export function stepOf(
  recipe: Recipe,
  { wx, wh, b }: Weights,
  x: Vector,
  state: Readonly<Record<string, Vector>>,
): Record<string, number[]> {
  const units = state.h?.length ?? 0;
  const sums = plus(plus(times(x, wx), times(state.h ?? [], wh)), b);
  const next = Array.from({ length: units }, (_, unit) =>
    evaluateStep(recipe, {
      gates: Object.fromEntries(
        recipe.gates.map(({ name }, gate) => [name, sums[gate * units + unit] as number]),
      ),
      state: Object.fromEntries(recipe.state.map((name) => [name, state[name]?.[unit] as number])),
    }),
  );
  return Object.fromEntries(recipe.state.map((name) => [name, next.map((unit) => unit[name] as number)]));
}

/** The outputs h of all steps, from `h0`. */
export function outputsOf(recipe: Recipe, weights: Weights, inputs: Matrix, h0: Vector): number[][] {
  let state: Record<string, Vector> = { h: h0 };
  return inputs.map((x) => {
    const next = stepOf(recipe, weights, x, state);
    state = next;
    return next.h as number[];
  });
}
