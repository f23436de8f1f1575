import fc from "fast-check";
import { expect, test } from "vitest";
import { logProbability, logSumExp, softmax } from "./softmax.ts";

const finite = fc.float32Array({ minLength: 1, maxLength: 40, noNaN: true, noDefaultInfinity: true });

test("probabilities sum to 1 for any finite logits, including the largest and smallest floats", () => {
  fc.assert(
    fc.property(finite, (logits) => {
      const sum = softmax(logits).reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(1, 12);
    }),
  );
});

test("logProbability is the logarithm of softmax", () => {
  fc.assert(
    fc.property(fc.float32Array({ minLength: 1, maxLength: 9, min: -9, max: 9, noNaN: true }), (logits) => {
      softmax(logits).forEach((p, id) => {
        expect(logProbability(logits, id)).toBeCloseTo(Math.log(p), 10);
      });
    }),
  );
});

test("a token with a logit of -Infinity has probability 0", () => {
  const logits = Float32Array.of(Number.NEGATIVE_INFINITY, 0, 0);
  expect([...softmax(logits)]).toEqual([0, 0.5, 0.5]);
  expect(logSumExp(logits)).toBeCloseTo(Math.LN2, 12);
});

test.each([
  ["NaN", [0, Number.NaN, 1]],
  ["+Infinity", [0, Number.POSITIVE_INFINITY]],
  ["nothing above -Infinity", [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]],
])("logits with %s give NaN everywhere, never a plausible distribution", (_, logits) => {
  expect(softmax(Float32Array.from(logits)).every(Number.isNaN)).toBe(true);
});
