import { checkInteger, phrase, problem } from "@tenetjs/core/internals";
import { mapTree, type TensorTree, tidied } from "@tenetjs/core/tensors";
import { add, mul, updateRecipe } from "@tenetjs/recipes";
import { div } from "@tensorflow/tfjs-core";
import { checkFraction } from "./check-fraction.ts";
import type { Optimizer, OptimizerState } from "./optimizer.ts";
import { pointwise } from "./pointwise.ts";
import { runningMean } from "./running-mean.ts";

/**
 * A transform that keeps an exponential moving average of the parameters, and passes updates on. Put it after an optimizer:
 * `chain(adamw(2e-3), weightAverage(0.999))`. {@link averagedWeights} reads the average from its state.
 *
 * Training is the same as without it. The average often has a lower held-out loss than the last parameters, as if the learning rate had
 * decayed (Polyak and Juditsky, 1992; Izmailov et al., 2018).
 *
 * @throws {RangeError} unless `decay` is in [0, 1).
 */
export function weightAverage(decay: number): Optimizer {
  checkFraction("weightAverage", "decay", decay);
  return pointwise(
    updateRecipe({
      name: "weightAverage",
      slots: ["average"],
      // The gradient is the update of the optimizer before it.
      step: ({ gradient, parameter, slots }) => ({
        update: mul(1, gradient),
        next: { average: runningMean(slots.average, add(parameter, gradient), decay) },
      }),
    }),
  );
}

/**
 * The average that {@link weightAverage} has kept in `state` after `step` finished steps, in new tensors. It is divided by
 * 1 - `decay`^`step`, since it started at zero: so it is a mean of the parameters after each step, from the first step on.
 *
 * @throws {RangeError} unless `step` is a positive integer. @throws {TypeError} when `state` is not that of a `weightAverage`.
 */
export function averagedWeights(
  state: OptimizerState,
  { decay, step }: { readonly decay: number; readonly step: number },
): TensorTree {
  checkInteger("averagedWeights", "step", step, 1);
  if (!("average" in state)) {
    const next = "Pass the state of weightAverage: in a chain, its item of the list.";
    throw new TypeError(problem("averagedWeights", "a state with an average", phrase("none"), next));
  }
  const { average } = state as { readonly average: TensorTree };
  return tidied(() => mapTree(average, (leaf) => div(leaf, 1 - decay ** step)));
}
