import { largestDifference, onEachBackend } from "@tenetjs/testing";
import {
  dispose,
  grad,
  memory,
  scalar,
  type Tensor,
  tensor1d,
  tensor2d,
  valueAndGrad,
  zeros,
} from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { accuracyWithin } from "./accuracy-within.ts";
import { meanSquaredError } from "./mean-squared-error.ts";

const number = fc.integer({ min: -800, max: 800 }).map((hundredths) => hundredths / 100);
const steps = fc.array(fc.record({ prediction: number, target: number, counts: fc.boolean() }), {
  minLength: 1,
  maxLength: 12,
});

await onEachBackend(() => {
  test("the mean squared error and its gradient equal their definition in float64", async () => {
    const property = fc.asyncProperty(steps, async (rows) => {
      const counted = rows.filter(({ counts }) => counts);
      fc.pre(counted.length > 0);
      const predictions = tensor1d(rows.map(({ prediction }) => prediction));
      const targets = tensor1d(rows.map(({ target }) => target));
      const mask = tensor1d(rows.map(({ counts }) => (counts ? 1 : 0)));
      const { value, grad: gradient } = valueAndGrad((x: Tensor) => meanSquaredError(x, targets, { mask }))(
        predictions,
      );
      const squares = counted.map(({ prediction, target }) => (prediction - target) ** 2);
      const mean = squares.reduce((sum, square) => sum + square, 0) / counted.length;
      // Squares are below 256: a float32 of that size has an error of 1.5e-5, and a sum of twelve a few times that.
      expect(Math.abs((await value.data())[0]! - mean)).toBeLessThan(1e-4);
      const expected = rows.map(({ prediction, target, counts }) =>
        counts ? (2 * (prediction - target)) / counted.length : 0,
      );
      expect(largestDifference(await gradient.data(), expected)).toBeLessThan(1e-5);
      dispose([predictions, targets, mask, value, gradient]);
    });
    await fc.assert(property, { numRuns: 30 });
  });

  test("the loss over all steps of a batch is the mean over both axes", async () => {
    const predictions = tensor2d([1, 2, 3, 4, 5, 6], [2, 3]);
    const targets = tensor2d([1, 1, 1, 4, 4, 4], [2, 3]);
    const loss = meanSquaredError(predictions, targets);
    expect((await loss.data())[0]).toBeCloseTo((0 + 1 + 4) / 3, 6);
    dispose([predictions, targets, loss]);
  });

  test("the values at a masked step have no effect, even if they are NaN", async () => {
    const targets = tensor1d([1, Number.NaN, 3]);
    const mask = tensor1d([true, false, true], "bool");
    const predictions = tensor1d([2, Number.POSITIVE_INFINITY, 3]);
    const { value, grad: gradient } = valueAndGrad((x: Tensor) => meanSquaredError(x, targets, { mask }))(
      predictions,
    );
    expect((await value.data())[0]).toBeCloseTo(0.5, 6);
    expect(Array.from(await gradient.data(), Math.abs)).toEqual([1, 0, 0]);
    dispose([targets, mask, predictions, value, gradient]);
  });

  test("masking all steps makes the loss and the accuracy NaN", async () => {
    const [predictions, targets, mask] = [zeros([2]), zeros([2]), zeros([2])];
    const found = [
      meanSquaredError(predictions, targets, { mask }),
      accuracyWithin(1, predictions, targets, { mask }),
    ];
    for (const value of found) expect((await value.data())[0]).toBeNaN();
    dispose([predictions, targets, mask, ...found]);
  });

  test("the gradient is multiplied by the upstream gradient, and leaks no tensors", async () => {
    const [predictions, targets, upstream] = [tensor1d([1, 3]), tensor1d([0, 0]), scalar(3)];
    const count = memory().numTensors;
    const tripled = grad((x: Tensor) => meanSquaredError(x, targets))(predictions, upstream);
    expect(memory().numTensors).toBe(count + 1);
    expect(largestDifference(await tripled.data(), [3, 9])).toBeLessThan(1e-5);
    dispose([predictions, targets, upstream, tripled]);
  });

  test("a prediction is correct if it is closer than the tolerance", async () => {
    const predictions = tensor1d([1, 1.25, 1.5, 0.75, 9]);
    const targets = tensor1d([1, 1, 1, 1, 1]);
    const mask = tensor1d([1, 1, 1, 1, 0]);
    const all = accuracyWithin(0.5, predictions, targets);
    const counted = accuracyWithin(0.5, predictions, targets, { mask });
    expect((await all.data())[0]).toBeCloseTo(3 / 5, 6);
    expect((await counted.data())[0]).toBeCloseTo(3 / 4, 6);
    dispose([predictions, targets, mask, all, counted]);
  });

  test("shapes that disagree, targets that are ids, and a tolerance of 0 are refused", () => {
    const [four, five, ids] = [zeros([4]), zeros([5]), zeros([4], "int32")];
    expect(() => meanSquaredError(four, five)).toThrow(
      "meanSquaredError: expected targets of shape [batch = 4], got [5]. Axis 0 (batch) is 5, not 4.",
    );
    expect(() => accuracyWithin(0.1, four, five)).toThrow("accuracyWithin: expected targets of shape");
    expect(() => meanSquaredError(four, ids)).toThrow(
      new TypeError(
        "meanSquaredError: expected targets of dtype float32, got int32. Put real values into a Float32Array; ids are for crossEntropy.",
      ),
    );
    expect(() => accuracyWithin(0, four, four)).toThrow("tolerance to be a finite number above 0, got 0.");
    dispose([four, five, ids]);
  });
});
