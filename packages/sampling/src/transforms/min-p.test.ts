import fc from "fast-check";
import { expect, test } from "vitest";
import { softmax } from "../softmax.ts";
import { minP } from "./min-p.ts";

const none = new Int32Array(0);

test("a token is kept if and only if it is at least p times as probable as the most probable one", () => {
  fc.assert(
    fc.property(
      fc.float32Array({ minLength: 1, maxLength: 30, min: -8, max: 8, noNaN: true }),
      fc.double({ min: 1e-4, max: 1, noNaN: true }),
      (logits, p) => {
        const probabilities = softmax(logits);
        const most = Math.max(...probabilities);
        minP(p)(logits, none).forEach((logit, id) => {
          const ratio = probabilities[id]! / most;
          // Near the threshold, rounding may decide either way.
          if (Math.abs(ratio - p) > 1e-9) expect(logit > Number.NEGATIVE_INFINITY).toBe(ratio > p);
        });
      },
    ),
  );
});

test("p = 1 keeps the most probable token and its equals", () => {
  expect([...minP(1)(Float32Array.of(2, 1, 2), none)]).toEqual([2, Number.NEGATIVE_INFINITY, 2]);
});

test.each([0, 1.01, Number.NaN])("a p of %s is refused when the transform is built", (p) => {
  expect(() => minP(p)).toThrow(/minP: expected a number above 0 and at most 1/);
});
