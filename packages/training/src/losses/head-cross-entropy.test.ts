import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { largestDifference, onEachBackend, randomTensor } from "@tenetjs/testing";
import {
  add,
  grads,
  matMul,
  memory,
  reshape,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  tensor2d,
  tidy,
  transpose,
} from "@tensorflow/tfjs-core";
import { expect, test } from "vitest";
import { accuracy } from "./accuracy.ts";
import { headCrossEntropy, needsBlocks } from "./head-cross-entropy.ts";
import { softmaxCrossEntropy } from "./softmax-cross-entropy.ts";

const [batch, time, hidden, classes] = [3, 4, 5, 11];

/** Blocks of 5 of the 12 steps: two whole ones, and one of two steps. */
const rowsAtOnce = 5;

const masks = {
  "no mask": undefined,
  "a mask": [1, 1, 1, 0, 1, 1, 0, 0, 1, 0, 1, 1],
  "a mask over all of a block": [0, 0, 0, 0, 0, 1, 1, 1, 0, 1, 1, 0],
};

await onEachBackend(() => {
  for (const transposed of [false, true]) {
    test.each(Object.entries(masks))(
      `loss, accuracy and gradients are those of all logits at once, with %s, ${transposed ? "tied" : "untied"}`,
      async (_, counted) => {
        const given = tensors(transposed);
        const mask = counted && tensor2d(counted, [batch, time]);
        const targets = tensor2d([0, 10, 3, 5, 5, 1, 9, 2, 2, 7, 8, 4], [batch, time], "int32");
        const before = memory().numTensors;
        const blocks = (h: Tensor, w: Tensor, b: Tensor) =>
          headCrossEntropy(h, { w: w as Tensor2D, b: b as Tensor1D, transposed }, targets, {
            mask,
            rowsAtOnce,
          });
        const logits = (h: Tensor, w: Tensor, b: Tensor) => {
          const rows = matMul(reshape(h, [-1, hidden]), transposed ? transpose(w as Tensor2D) : w);
          return reshape(add(rows, b), [batch, time, classes]);
        };
        const found = blocks(...given);
        const expected = tidy(() => ({
          loss: softmaxCrossEntropy(logits(...given), targets, { mask }),
          accuracy: accuracy(logits(...given), targets, { mask }),
        }));
        // The order of sums differs, over 12 steps.
        await expectNear([found.loss, found.accuracy], [expected.loss, expected.accuracy]);
        const ofBlocks = grads((h: Tensor, w: Tensor, b: Tensor) => blocks(h, w, b).loss)(given);
        const ofAll = grads(
          (h: Tensor, w: Tensor, b: Tensor) =>
            softmaxCrossEntropy(logits(h, w, b), targets, { mask }) as Scalar,
        )(given);
        expect(ofBlocks.map(({ shape }) => shape)).toEqual(ofAll.map(({ shape }) => shape));
        await expectNear(ofBlocks, ofAll);
        disposeTree([found, expected, ofBlocks, ofAll]);
        expect(memory().numTensors).toBe(before);
        disposeTree([...given, targets, ...(mask === undefined ? [] : [mask])]);
      },
    );
  }

  test("the loss is NaN if all steps are masked", async () => {
    const [h, w, b] = tensors(false);
    const targets = tensor2d(new Int32Array(batch * time), [batch, time], "int32");
    const mask = tensor2d(new Float32Array(batch * time), [batch, time]);
    const { loss, accuracy } = headCrossEntropy(h, { w, b, transposed: false }, targets, {
      mask,
      rowsAtOnce,
    });
    expect([...(await loss.data()), ...(await accuracy.data())]).toEqual([Number.NaN, Number.NaN]);
    disposeTree([loss, accuracy, h, w, b, targets, mask]);
  });
});

test("words need blocks, and characters do not", () => {
  expect(needsBlocks(64 * 30, 20_000)).toBe(true);
  expect(needsBlocks(64 * 100, 100)).toBe(false);
});

function tensors(transposed: boolean): [Tensor, Tensor2D, Tensor1D] {
  const rng = seed("head");
  return [
    randomTensor(rng, [batch, time, hidden]),
    randomTensor(rng, transposed ? [classes, hidden] : [hidden, classes]) as Tensor2D,
    randomTensor(rng, [classes]) as Tensor1D,
  ];
}

async function expectNear(found: readonly Tensor[], expected: readonly Tensor[]): Promise<void> {
  for (const [index, tensor] of found.entries()) {
    const [values, wanted] = [await tensor.data(), await expected[index]!.data()];
    expect(largestDifference(values as Float32Array, wanted as Float32Array)).toBeLessThan(1e-6);
  }
}
