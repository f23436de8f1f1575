import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { integer, normal, type Rng, seed, split, uniform } from "./rng.ts";

const label = fc.oneof(fc.maxSafeInteger(), fc.string(), fc.string({ unit: "binary" }));

function draws(rng: Rng, count: number, draw: (rng: Rng) => number = uniform): number[] {
  return Array.from({ length: count }, () => draw(rng));
}

/** Pearson's chi-square statistic of values in [0, 1), over cells of equal width. */
function chiSquare(values: readonly number[], cells: number): number {
  const counts = new Array<number>(cells).fill(0);
  for (const value of values) counts[Math.floor(value * cells)]! += 1;
  const expected = values.length / cells;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const centred = (values: readonly number[]) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.map((value) => value - mean);
  };
  const [x, y] = [centred(a), centred(b)];
  const dot = (p: readonly number[], q: readonly number[]) =>
    p.reduce((sum, value, i) => sum + value * q[i]!, 0);
  return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
}

describe("seed and split", () => {
  test("the same seed gives the same numbers", () => {
    fc.assert(
      fc.property(label, (value) => {
        expect(draws(seed(value), 5)).toEqual(draws(seed(value), 5));
      }),
    );
  });

  test("the stream of a seed is the same on every machine and in every version", () => {
    expect(seed(1).key).toEqual([-1143218794, -187311920, 666877279, -640687802]);
    expect(draws(seed("tenet"), 3, (rng) => integer(rng, 1000))).toEqual([363, 560, 454]);
  });

  test("different labels give different streams, even a number and the string of its digits", () => {
    fc.assert(
      fc.property(label, label, (one, other) => {
        fc.pre(one !== other && !(Object.is(one, -0) && other === 0) && !(Object.is(other, -0) && one === 0));
        expect(split(seed(0), one).key).not.toEqual(split(seed(0), other).key);
      }),
    );
    expect(split(seed(0), 1).key).not.toEqual(split(seed(0), "1").key);
    expect(split(seed(0), 2 ** 40).key).not.toEqual(split(seed(0), 0).key);
  });

  test("a child depends on its label and its parent's key, not on what was drawn", () => {
    fc.assert(
      fc.property(label, label, fc.nat(20), (root, name, count) => {
        const parent = seed(root);
        const before = split(parent, name).key;
        draws(parent, count);
        expect(split(parent, name).key).toEqual(before);
      }),
    );
  });

  test("splitting draws nothing from the parent", () => {
    const [split1, whole] = [seed(7), seed(7)];
    split(split1, "child");
    expect(draws(split1, 3)).toEqual(draws(whole, 3));
  });

  test("the order of labels on a path matters", () => {
    expect(split(split(seed(0), "a"), "b").key).not.toEqual(split(split(seed(0), "b"), "a").key);
    expect(split(split(seed(0), "a"), "b").key).not.toEqual(split(seed(0), "ab").key);
  });

  test("neighbouring children, and a child and its parent, do not correlate", () => {
    const root = seed("correlation");
    const streams = [root, split(root, 0), split(root, 1), split(root, 2)].map((rng) => draws(rng, 10_000));
    // Four standard errors of the correlation of independent samples.
    for (const [i, a] of streams.entries())
      for (const b of streams.slice(i + 1)) expect(Math.abs(correlation(a, b))).toBeLessThan(0.04);
  });

  test("a number that is not a safe integer is refused as a label", () => {
    expect(() => seed(0.5)).toThrow(/^seed or split: expected a string or a safe integer, got 0.5\./);
    expect(() => split(seed(0), Number.NaN)).toThrow(RangeError);
    expect(() => split(seed(0), 2 ** 53)).toThrow(RangeError);
  });
});

describe("draws", () => {
  test("uniform numbers are uniform over [0, 1), and so are the first numbers of all children", () => {
    const root = seed("uniform");
    const firsts = Array.from({ length: 50_000 }, (_, index) => uniform(split(root, index)));
    // 99 degrees of freedom: below 148.2 in 999 of 1000 samples.
    for (const values of [draws(root, 50_000), firsts]) expect(chiSquare(values, 100)).toBeLessThan(148.2);
  });

  test("uniform numbers stay in the given interval", () => {
    fc.assert(
      fc.property(
        label,
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (name, low, width) => {
          const value = uniform(seed(name), low, low + width);
          expect(value).toBeGreaterThanOrEqual(low);
          expect(value).toBeLessThanOrEqual(low + width);
        },
      ),
    );
  });

  test("normal numbers have the moments of their distribution", () => {
    const rng = seed("normal");
    const values = draws(rng, 100_000, (stream) => normal(stream, 3, 2)).map((value) => (value - 3) / 2);
    const moment = (power: number) => values.reduce((sum, value) => sum + value ** power, 0) / values.length;
    // Four standard errors each: sqrt(1, 2, 15, 96 / n).
    expect(Math.abs(moment(1))).toBeLessThan(0.0127);
    expect(Math.abs(moment(2) - 1)).toBeLessThan(0.0179);
    expect(Math.abs(moment(3))).toBeLessThan(0.049);
    expect(Math.abs(moment(4) - 3)).toBeLessThan(0.124);
  });

  test("integers are uniform over their range, even if it does not divide 2^32", () => {
    const rng = seed("integer");
    for (const bound of [2, 3, 10, 37]) {
      const values = draws(rng, 40_000, (stream) => (integer(stream, bound) + 0.5) / bound);
      // At most 36 degrees of freedom: below 67.99 in 999 of 1000 samples.
      expect(chiSquare(values, bound)).toBeLessThan(68);
    }
  });

  test("a bound of 3 * 2^30, where a remainder would favour small numbers, has no bias", () => {
    const bound = 3 * 2 ** 30;
    const values = draws(seed("bias"), 20_000, (rng) => integer(rng, bound));
    const low = values.filter((value) => value < bound / 3).length / values.length;
    // The remainder of 32 random bits would give 1/2; 4 standard errors are 0.0133.
    expect(Math.abs(low - 1 / 3)).toBeLessThan(0.0133);
  });

  test("integers reach 53 bits", () => {
    const rng = seed("wide");
    const values = draws(rng, 2000, (stream) => integer(stream, Number.MAX_SAFE_INTEGER));
    expect(values.every((value) => Number.isSafeInteger(value) && value >= 0)).toBe(true);
    expect(
      chiSquare(
        values.map((value) => value / 2 ** 53),
        16,
      ),
    ).toBeLessThan(37.7);
    expect(new Set(values.map((value) => value % 16)).size).toBe(16);
  });

  test("a bound of 1 gives 0, and invalid bounds are refused", () => {
    expect(integer(seed(0), 1)).toBe(0);
    for (const bound of [0, -1, 1.5, Number.NaN, 2 ** 53])
      expect(() => integer(seed(0), bound)).toThrow(/^integer: expected a bound that is an integer/);
  });
});
