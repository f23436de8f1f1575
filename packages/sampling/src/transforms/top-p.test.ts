import fc from "fast-check";
import { expect, test } from "vitest";
import { softmax } from "../softmax.ts";
import { topP } from "./top-p.ts";

const none = new Int32Array(0);
const kept = (logits: Float32Array, p: number) =>
  [...topP(p)(logits, none).entries()]
    .filter(([, logit]) => logit > Number.NEGATIVE_INFINITY)
    .map(([id]) => id);

test("the kept set reaches p, and would not without its least likely token", () => {
  fc.assert(
    fc.property(
      fc.float32Array({ minLength: 1, maxLength: 30, min: -8, max: 8, noNaN: true }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (logits, p) => {
        const probabilities = softmax(logits);
        const chosen = kept(logits, p).map((id) => probabilities[id]!);
        const sum = chosen.reduce((a, b) => a + b, 0);
        // 1e-9 allows for the order of summation.
        expect(sum).toBeGreaterThanOrEqual(p - 1e-9);
        expect(sum - Math.min(...chosen)).toBeLessThan(p + 1e-9);
        expect(Math.min(...chosen)).toBeGreaterThanOrEqual(
          Math.max(0, ...probabilities.filter((probability) => !chosen.includes(probability))),
        );
      },
    ),
  );
});

test("of tokens that tie for the last place, those with the lowest ids are kept", () => {
  expect(kept(new Float32Array(4), 0.5)).toEqual([0, 1]);
  expect(kept(new Float32Array(4), 0.51)).toEqual([0, 1, 2]);
});

test("a p that the likeliest token reaches keeps only that token", () => {
  expect(kept(Float32Array.of(0, 5, 1), 1e-9)).toEqual([1]);
});

test("p = 1 keeps tokens that are too improbable to change the sum", () => {
  expect(kept(Float32Array.of(0, -80, 0), 1)).toEqual([0, 1, 2]);
});

test.each([0, -0.1, 1.1, Number.NaN])("a p of %s is refused when the transform is built", (p) => {
  expect(() => topP(p)).toThrow(/topP: expected a probability above 0 and at most 1/);
});
