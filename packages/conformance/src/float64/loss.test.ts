import { largestDifference } from "@tenetjs/testing";
import { expect, test } from "vitest";
import type { ComputeLoss } from "../scenarios/compute-loss.ts";
import { loss } from "./loss.ts";

const given: ComputeLoss = {
  logits: { shape: [1, 3, 2], values: Float32Array.of(0, 0, 1, 3, 2, 1) },
  targets: { shape: [1, 3], values: Int32Array.of(1, 9, 0) },
  mask: { shape: [1, 3], values: Float32Array.of(1, 0, 1) },
  factor: 5,
};

test("the loss and the accuracy are means over the steps that the mask keeps", () => {
  const results = loss(given);
  expect(results.loss?.[0]).toBeCloseTo((Math.log(2) + Math.log(1 + Math.exp(-1))) / 2, 12);
  expect(results.accuracy?.[0]).toBe(0.5);
});

test("the gradient with respect to the logits matches difference quotients", () => {
  const { values } = given.logits;
  const quotients = Array.from(values, (value, index) => {
    // A power of two, so that the shifted logits are exact in float32.
    const step = 2 ** -12;
    const lossAt = (logit: number) => {
      const logits = { ...given.logits, values: values.with(index, logit) };
      return 5 * (loss({ ...given, logits }).loss?.[0] as number);
    };
    return (lossAt(value + step) - lossAt(value - step)) / (2 * step);
  });
  expect(largestDifference(loss(given)["d logits"] ?? [], quotients)).toBeLessThan(1e-6);
});

test("the loss is NaN if the mask keeps no step, or a step whose target is not a class", () => {
  const none = { shape: [1, 3], values: new Float32Array(3) };
  const all = { shape: [1, 3], values: Float32Array.of(1, 1, 1) };
  for (const mask of [none, all]) expect(loss({ ...given, mask }).loss?.[0]).toBeNaN();
});
