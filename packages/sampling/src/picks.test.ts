import { seed } from "@tenetjs/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { argmax, categorical } from "./picks.ts";
import { softmax } from "./softmax.ts";

const none = Number.NEGATIVE_INFINITY;

describe("argmax", () => {
  test("picks the first of equals", () => {
    expect(argmax(Float32Array.of(1, 3, 3, 2))).toBe(1);
  });

  test("picks an id whose logit is the largest, and larger than those before it", () => {
    fc.assert(
      fc.property(fc.float32Array({ minLength: 1, noNaN: true, noDefaultInfinity: true }), (logits) => {
        const id = argmax(logits);
        expect(logits[id]).toBe(logits.reduce((a, b) => Math.max(a, b)));
        expect(logits.subarray(0, id).every((logit) => logit < logits[id]!)).toBe(true);
      }),
    );
  });
});

describe("categorical", () => {
  test("frequencies match the probabilities (chi-square, 4 degrees of freedom, 0.1 % level)", () => {
    const logits = Float32Array.of(0, 1, 2, -1, none, 0.5);
    const draws = 100_000;
    const pick = categorical(seed("chi-square"));
    const counts = new Float64Array(logits.length);
    for (let i = 0; i < draws; i += 1) counts[pick(logits, 0)]! += 1;
    expect(counts[4]).toBe(0);
    const statistic = softmax(logits).reduce((sum, p, id) => {
      const expected = p * draws;
      return expected === 0 ? sum : sum + (counts[id]! - expected) ** 2 / expected;
    }, 0);
    expect(statistic).toBeLessThan(18.47);
  });

  test("the same seed draws the same ids", () => {
    const logits = Float32Array.of(0, 1, 2, 3);
    const draw = (pick = categorical(seed(7))) => Array.from({ length: 50 }, () => pick(logits, 0));
    expect(draw()).toEqual(draw());
    expect(draw(categorical(seed(8)))).not.toEqual(draw());
  });

  test("a sample's draws do not depend on the number of samples", () => {
    const logits = new Float32Array(50);
    const alone = categorical(seed(1));
    const beside = categorical(seed(1));
    for (let i = 0; i < 20; i += 1) {
      beside(logits, 0);
      expect(beside(logits, 1)).toBe(alone(logits, 1));
    }
  });

  test("a token with probability 0 is never drawn, whatever its id", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), fc.integer(), (allowed, key) => {
        fc.pre(allowed.includes(true));
        const logits = Float32Array.from(allowed, (yes) => (yes ? 0 : none));
        expect(allowed[categorical(seed(key))(logits, 0)]).toBe(true);
      }),
    );
  });
});

describe.each([
  ["argmax", argmax],
  ["categorical", categorical(seed(0))],
])("%s", (_, pick) => {
  test("NaN in logits is reported as an error of the model", () => {
    expect(() => pick(Float32Array.of(1, Number.NaN), 0)).toThrow(/got NaN.*earlier checkpoint/s);
  });

  test("logits that rule out every token are reported as an error of the transforms", () => {
    expect(() => pick(Float32Array.of(none, none), 0)).toThrow(/-Infinity for every token.*permit more/s);
  });
});

test("an infinite logit is reported if probabilities are needed", () => {
  const logits = Float32Array.of(0, Number.POSITIVE_INFINITY);
  expect(() => categorical(seed(0))(logits, 0)).toThrow(/\+Infinity/);
  expect(argmax(logits)).toBe(1);
});
