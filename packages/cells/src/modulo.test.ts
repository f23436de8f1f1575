import { integer, type Rng, seed, uniform } from "@tenetjs/core";
import { gradientMismatches, leakedTensors, numbersOf, onEachBackend } from "@tenetjs/testing";
import { dispose, grads, sum, type Tensor, tensor1d, tensor2d, tidy } from "@tensorflow/tfjs-core";
import { describe, expect, test } from "vitest";
import { flooredModulo, longDivision } from "./modulo.ts";

/** JavaScript's % is exact for float32 numbers. Only the addition that floors the result can round, and then the conversion to float32. */
function reference(a: number, b: number): number {
  const remainder = a % b;
  const floored = Math.fround(remainder < 0 ? remainder + b : remainder);
  return floored === Math.fround(b) ? 0 : floored + 0;
}

/** The same in integer arithmetic, for numbers that are multiples of 2^-20. */
function exactReference(a: number, b: number): number {
  const [x, y] = [BigInt(a * 2 ** 20), BigInt(b * 2 ** 20)];
  return Number(((x % y) + y) % y) / 2 ** 20;
}

/** float32 numbers from 2^`low` to 2^`high`, with uniform exponents. */
function magnitudes(rng: Rng, low: number, high: number, count: number): Float32Array {
  return Float32Array.from({ length: count }, () => 2 ** uniform(rng, low, high));
}

const rng = seed("modulo");
const count = 2000;
const divisors = magnitudes(rng, -6, 12, count);
const sign = () => (integer(rng, 2) === 0 ? 1 : -1);
const dividends = {
  "of all sizes up to 2^24": magnitudes(rng, -12, 24, count).map((value) => value * sign()),
  "up to 2^33 times the divisor": divisors.map((b) => b * 2 ** uniform(rng, 20, 33) * sign()),
  "that are integer multiples of the divisor": divisors.map((b) => b * integer(rng, 2 ** 12) * sign()),
  "just below and above 0": magnitudes(rng, -60, -6, count).map((value) => value * sign()),
};

test("the two references agree", () => {
  for (let i = 0; i < 200; i += 1) {
    const [a, b] = [integer(rng, 2 ** 24) - 2 ** 23, 1 + integer(rng, 2 ** 12)].map(
      (value) => value / 2 ** 6,
    ) as [number, number];
    expect(reference(a, b)).toBe(exactReference(a, b));
  }
});

await onEachBackend(() => {
  describe.each([
    ["flooredModulo", flooredModulo],
    ["longDivision", longDivision],
  ])("%s", (name, modulo) => {
    test.each(Object.entries(dividends))("is exact for dividends %s", async (_, left) => {
      const found = tidy(() => modulo(tensor1d(left), tensor1d(divisors)));
      const values = (await found.data()) as Float32Array;
      found.dispose();
      // Long division returns values in [0, b]; flooredModulo replaces b by 0.
      const wrapped =
        name === "longDivision" ? values.map((value, i) => (value === divisors[i] ? 0 : value)) : values;
      expect(wrapped).toEqual(left.map((a, i) => reference(a, divisors[i]!)));
    });
  });

  test("the result is at least 0 and less than the divisor, even for a dividend just below 0", async () => {
    const [a, b] = [tensor1d([-1e-9, -1e-30, 0, 5, -5, 10, -2.5]), tensor1d([5, 5, 5, 5, 5, 5, 5])];
    const found = flooredModulo(a, b);
    expect(await numbersOf(found)).toEqual([0, 0, 0, 0, 0, 0, 2.5]);
    dispose([a, b, found]);
  });

  test("the result for a NaN is NaN", async () => {
    const [a, b] = [tensor1d([Number.NaN]), tensor1d([5])];
    const found = flooredModulo(a, b);
    expect(await numbersOf(found)).toEqual([Number.NaN]);
    dispose([a, b, found]);
  });

  test("gradients are 1 and minus the floored quotient, summed over broadcast axes", async () => {
    const [a, b] = [tensor2d([7.5, -7.5], [2, 1]), tensor1d([2, 4, 1000])];
    const [da, db] = grads((x: Tensor, y: Tensor) => sum(flooredModulo(x, y)))([a, b]) as [Tensor, Tensor];
    expect([da.shape, db.shape]).toEqual([[2, 1], [3]]);
    expect(await numbersOf(da)).toEqual([3, 3]);
    // floor(7.5 / b) + floor(-7.5 / b): 3 - 4, 1 - 2, 0 - 1.
    expect(await numbersOf(db)).toEqual([1, 1, 1]);
    dispose([a, b, da, db]);
  });

  test("gradients agree with finite differences away from the jumps", async () => {
    const given = { a: tensor1d([7.3, -2.6, 0.4]), b: tensor1d([2, 1.7, 3]) };
    expect(await gradientMismatches((a, b) => sum(flooredModulo(a, b)), given)).toEqual([]);
    dispose([given.a, given.b]);
  });

  test("leaks no tensors", async () => {
    const [a, b] = [tensor1d([1, -7]), tensor1d([2, 3])];
    expect(await leakedTensors(() => flooredModulo(a, b).dispose())).toBe(0);
    expect(
      await leakedTensors(() => dispose(grads((x: Tensor, y: Tensor) => sum(flooredModulo(x, y)))([a, b]))),
    ).toBe(0);
    dispose([a, b]);
  });
});
