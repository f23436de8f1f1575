import { accuracy, softmaxCrossEntropy } from "@tenetjs/training";
import { mul, valueAndGrad } from "@tensorflow/tfjs-core";
import type { Ids, Numbers } from "../sequence.ts";
import { type Computed, computedTwice } from "./computed.ts";
import { toTensor } from "./to-tensor.ts";

export type ComputeLoss = {
  /** `[batch, time, classes]`. */
  readonly logits: Numbers;
  readonly targets: Ids;
  /** `[batch, time]`. */
  readonly mask?: Numbers;
  /** The factor of the loss in the gradient with respect to the logits. Without it, no gradient is computed. */
  readonly factor?: number;
};

/** The softmax cross-entropy, the accuracy, and the gradient with respect to the logits, on tfjs's current backend. */
export async function computeLoss({ logits, targets, mask, factor }: ComputeLoss): Promise<Computed> {
  return computedTwice(() => {
    const [given, answers] = [toTensor(logits), toTensor(targets)];
    const counted = mask === undefined ? {} : { mask: toTensor(mask) };
    const loss = softmaxCrossEntropy(given, answers, counted);
    const computed = { loss, accuracy: accuracy(given, answers, counted) };
    if (factor === undefined) return computed;
    const { grad } = valueAndGrad((logits) => mul(softmaxCrossEntropy(logits, answers, counted), factor))(
      given,
    );
    return { ...computed, "d logits": grad };
  });
}
