import { largestDifference, onEachBackend } from "@tenetjs/testing";
import { dispose, type Tensor, tensor, tensor2d, valueAndGrad, zeros } from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import golden from "../golden/number-losses.golden.json" with { type: "json" };
import { binaryAccuracy } from "./binary-accuracy.ts";
import { binaryCrossEntropy } from "./binary-cross-entropy.ts";
import { huber } from "./huber.ts";
import { meanAbsoluteError } from "./mean-absolute-error.ts";
import { meanSquaredError } from "./mean-squared-error.ts";
import type { MaskOptions } from "./softmax-cross-entropy.ts";

type Stored = { readonly shape: number[]; readonly values: number[] };
type Case = {
  readonly predictions: Stored;
  readonly targets: Stored;
  readonly mask?: Stored;
  readonly results: Readonly<Record<string, { readonly loss: number; readonly gradient: Stored }>>;
};

const losses = {
  meanSquaredError,
  meanAbsoluteError,
  huber: (predictions: Tensor, targets: Tensor, options: MaskOptions) =>
    huber(predictions, targets, { delta: 0.7, ...options }),
  binaryCrossEntropy,
};

const { torch, ...cases } = golden;

await onEachBackend(() => {
  describe.each<[string, Case]>(Object.entries(cases))(`of %s, against PyTorch ${torch}`, (_, stored) => {
    test.each(Object.entries(losses))("%s and its gradient", async (name, loss) => {
      const [predictions, targets] = [toTensor(stored.predictions), toTensor(stored.targets)];
      const mask = stored.mask === undefined ? undefined : toTensor(stored.mask);
      const { value, grad } = valueAndGrad((x: Tensor) => loss(x, targets, { mask }))(predictions);
      const expected = stored.results[name] as Case["results"][string];
      // Means of up to 36 numbers of order 10 in float32.
      expect(Math.abs((await value.data())[0]! - expected.loss)).toBeLessThan(2e-6);
      expect(grad.shape).toEqual(expected.gradient.shape);
      expect(largestDifference(await grad.data(), expected.gradient.values)).toBeLessThan(1e-6);
      dispose([predictions, targets, value, grad, ...(mask === undefined ? [] : [mask])]);
    });
  });

  test("a binary cross-entropy of logits of any size is finite, and exact where it is large", async () => {
    const logits = tensor([200, -200, 0], [3]);
    const targets = tensor([0, 0, 1], [3]);
    const loss = binaryCrossEntropy(logits, targets);
    expect((await loss.data())[0]).toBeCloseTo((200 + 0 + Math.LN2) / 3, 4);
    dispose([logits, targets, loss]);
  });

  test("the binary accuracy counts the answers on the side of the target, over all outputs of unmasked steps", async () => {
    const logits = tensor([1, -1, 2, 2, -3, -3], [1, 3, 2]);
    const targets = tensor([1, 1, 1, 1, 0, 0], [1, 3, 2]);
    const mask = tensor2d([[1, 0, 1]]);
    const all = binaryAccuracy(logits, targets);
    const counted = binaryAccuracy(logits, targets, { mask });
    expect((await all.data())[0]).toBeCloseTo(5 / 6, 6);
    expect((await counted.data())[0]).toBeCloseTo(3 / 4, 6);
    dispose([logits, targets, mask, all, counted]);
  });

  test("targets that are ids, and a delta of 0, are refused", () => {
    expect(() => binaryCrossEntropy(zeros([2]), zeros([2], "int32"))).toThrow(
      new TypeError(
        "binaryCrossEntropy: expected targets of dtype float32, got int32. Put real values into a Float32Array; ids are for crossEntropy.",
      ),
    );
    expect(() => huber(zeros([2]), zeros([2]), { delta: 0 })).toThrow(
      "huber: expected delta to be a finite number above 0, got 0.",
    );
  });
});

function toTensor({ shape, values }: Stored): Tensor {
  return tensor(values, shape);
}
