import { seed } from "@tenetjs/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  he,
  type Initialiser,
  identity,
  normalWeights,
  orthogonal,
  uniformByHiddenSize,
  xavier,
} from "./initialisers.ts";

const everyInitialiser: [string, Initialiser][] = [
  ["normalWeights(0.5)", normalWeights(0.5)],
  ["xavier()", xavier()],
  ["he()", he()],
  ["uniformByHiddenSize()", uniformByHiddenSize()],
  ["identity(2)", identity(2)],
  ["orthogonal(3)", orthogonal(3)],
];

test.each(everyInitialiser)("%s fills the block, and equal seeds give equal values", (_, initialise) => {
  const size = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(size, size, fc.integer(), (rows, columns, value) => {
      const block = initialise(seed(value), rows, columns);
      expect(block).toHaveLength(rows * columns);
      expect(block.every(Number.isFinite)).toBe(true);
      expect(initialise(seed(value), rows, columns)).toEqual(block);
    }),
    { numRuns: 30 },
  );
});

test.each(everyInitialiser.filter(([name]) => name !== "identity(2)"))(
  "%s gives other values for another seed",
  (_, initialise) => {
    expect(initialise(seed(1), 5, 5)).not.toEqual(initialise(seed(2), 5, 5));
  },
);

/** The mean square of 200 000 weights. Its standard error is at most sqrt(2 / 200 000) = 0.32 %. */
function meanSquare(initialise: Initialiser, rows: number): number {
  const block = initialise(seed("moments"), rows, 200_000 / rows);
  return block.reduce((sum, value) => sum + value * value, 0) / block.length;
}

test("xavier is uniform within sqrt(6 / (rows + columns))", () => {
  const block = xavier()(seed(0), 200, 300);
  const bound = Math.sqrt(6 / 500);
  const largest = block.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expect(largest).toBeLessThanOrEqual(Math.fround(bound));
  expect(largest).toBeGreaterThan(0.999 * bound);
  expect(meanSquare(xavier(), 400)).toBeCloseTo(6 / (400 + 500) / 3, 4);
});

test("uniformByHiddenSize is uniform within 1 / sqrt(columns)", () => {
  const block = uniformByHiddenSize()(seed(0), 300, 100);
  const largest = block.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expect(largest).toBeLessThanOrEqual(Math.fround(0.1));
  expect(largest).toBeGreaterThan(0.0999);
});

test("he has variance 2 / rows, and normalWeights the square of its deviation", () => {
  // Four standard errors.
  expect(Math.abs((meanSquare(he(), 50) * 50) / 2 - 1)).toBeLessThan(0.013);
  expect(Math.abs(meanSquare(normalWeights(1e-4), 50) / 1e-8 - 1)).toBeLessThan(0.013);
});

test("identity has its scale on the diagonal, even if the block is not square", () => {
  expect([...identity()(seed(0), 2, 2)]).toEqual([1, 0, 0, 1]);
  expect([...identity(0.5)(seed(0), 2, 3)]).toEqual([0.5, 0, 0, 0, 0.5, 0]);
  expect([...identity(-1)(seed(0), 3, 2)]).toEqual([-1, 0, 0, -1, 0, 0]);
});

describe("orthogonal", () => {
  /** The largest entry of |Q Q^T - gain^2 I|, or of |Q^T Q - gain^2 I| if there are fewer columns than rows. */
  function defect(rows: number, columns: number, gain = 1): number {
    const q = orthogonal(gain)(seed("orthogonal"), rows, columns);
    const [count, length] = [Math.min(rows, columns), Math.max(rows, columns)];
    const at = (vector: number, i: number) =>
      q[rows <= columns ? vector * columns + i : i * columns + vector]!;
    let largest = 0;
    for (let a = 0; a < count; a += 1)
      for (let b = 0; b <= a; b += 1) {
        let dot = 0;
        for (let i = 0; i < length; i += 1) dot += at(a, i) * at(b, i);
        largest = Math.max(largest, Math.abs(dot - (a === b ? gain * gain : 0)));
      }
    return largest;
  }

  test.each([
    [64, 64],
    [20, 90],
    [90, 20],
    [1, 7],
    [1, 1],
  ])("of %i x %i has orthonormal vectors to 1e-6", (rows, columns) => {
    expect(defect(rows, columns)).toBeLessThan(1e-6);
  });

  test("scales with its gain", () => {
    expect(defect(16, 16, 2)).toBeLessThan(4e-6);
  });

  test("has no preferred direction: the mean trace of many matrices is 0", () => {
    const traces = Array.from({ length: 400 }, (_, index) => {
      const q = orthogonal()(seed(index), 4, 4);
      return q[0]! + q[5]! + q[10]! + q[15]!;
    });
    // The trace of a random orthogonal matrix has mean 0 and variance 1: four standard errors.
    expect(Math.abs(traces.reduce((sum, value) => sum + value, 0) / 400)).toBeLessThan(0.2);
  });
});

test("a deviation or gain that is not above 0 is refused", () => {
  expect(() => normalWeights(0)).toThrow(
    "normalWeights: expected deviation to be a finite number above 0, got 0.",
  );
  expect(() => orthogonal(-1)).toThrow(/^orthogonal: expected gain/);
});
