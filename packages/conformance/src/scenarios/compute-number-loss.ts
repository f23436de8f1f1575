import { binaryCrossEntropy, huber, meanAbsoluteError, meanSquaredError } from "@tenetjs/training";
import { mul, type Scalar, type Tensor, valueAndGrad } from "@tensorflow/tfjs-core";
import type { Numbers } from "../sequence.ts";
import { type Computed, computedTwice } from "./computed.ts";
import { toTensor } from "./to-tensor.ts";

/** The losses between numbers. */
export const numberLosses = {
  meanSquaredError,
  meanAbsoluteError,
  huber: (predictions, targets, mask) => huber(predictions, targets, mask),
  binaryCrossEntropy,
} as const satisfies Record<string, NumberLoss>;

/** The name of a loss between numbers. */
export type NumberLossName = keyof typeof numberLosses;

type NumberLoss = (predictions: Tensor, targets: Tensor, mask: { readonly mask: Tensor }) => Scalar;

export type ComputeNumberLoss = {
  readonly name: NumberLossName;
  /** `[batch, time, outputs]`. */
  readonly predictions: Numbers;
  readonly targets: Numbers;
  /** `[batch, time]`. */
  readonly mask: Numbers;
  /** The factor of the loss in the gradient with respect to the predictions. */
  readonly factor: number;
};

/** A loss between numbers, and its gradient with respect to the predictions, on tfjs's current backend. */
export async function computeNumberLoss({
  name,
  predictions,
  targets,
  mask,
  factor,
}: ComputeNumberLoss): Promise<Computed> {
  return computedTwice(() => {
    const [answers, counted] = [toTensor(targets), { mask: toTensor(mask) }];
    const loss = (given: Tensor) => mul<Scalar>(numberLosses[name](given, answers, counted), factor);
    const { value, grad } = valueAndGrad(loss)(toTensor(predictions));
    return { loss: value, "d predictions": grad };
  });
}
