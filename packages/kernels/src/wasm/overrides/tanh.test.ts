import { seed } from "@tenetjs/core";
import { randomTensor } from "@tenetjs/testing";
import { Tanh, tanh, tensor1d, tidy } from "@tensorflow/tfjs-core";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { isFaster } from "../../testing/is-faster.ts";
import { startWithOriginals } from "../../testing/with-originals.ts";

let withOriginal: Awaited<ReturnType<typeof startWithOriginals>>;
beforeAll(async () => {
  withOriginal = await startWithOriginals(Tanh);
});

const tanhOf = (values: number[]) => tidy(() => [...tanh(tensor1d(values, "float32")).dataSync()]);

test("tanh is within 1e-6 of its value for every float32", () => {
  const common = fc.float({ min: -20, max: 20, noNaN: true });
  const values = fc.array(fc.oneof(fc.float({ noNaN: true }), common), { minLength: 1, maxLength: 9 });
  fc.assert(
    fc.property(values, (values) => {
      tanhOf(values).forEach((found, index) => {
        const expected = Math.tanh(values[index] as number);
        expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-6 * Math.abs(expected));
      });
    }),
    { numRuns: 1000 },
  );
});

test("tanh is within 1e-6 of its value at a million steps from -20 to 20", () => {
  const values = Float32Array.from({ length: 1_000_000 }, (_, index) => -20 + index * 4e-5);
  const found = tidy(() => tanh(tensor1d(values)).dataSync());
  const errors = values.map((value, index) => {
    const expected = Math.tanh(value);
    return Math.abs((found[index] as number) - expected) / Math.max(Math.abs(expected), 1e-30);
  });
  expect(errors.reduce((most, error) => Math.max(most, error), 0)).toBeLessThan(1e-6);
});

test("tanh saturates, keeps the sign of zero, and propagates NaN", () => {
  const given = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1e30, -1e30, 0, -0, Number.NaN];
  expect(tanhOf(given)).toEqual(given.map(Math.tanh));
});

test("tanh is at least twice as fast as tfjs's own", () => {
  const x = randomTensor(seed("activations"), [64, 512]);
  const activations = () => tidy(() => void tanh(x));
  expect(isFaster(2, activations, () => withOriginal(Tanh, activations))).toBe(true);
  x.dispose();
});
