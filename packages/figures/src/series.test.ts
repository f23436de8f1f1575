import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { median, pickEvenly, thin, trailingMean } from "./series.ts";

const line = (...values: number[]) => values.map((y, x) => ({ x, y }));
const lines = fc
  .array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { maxLength: 300 })
  .map((values) => line(...values));

describe("trailingMean", () => {
  test("is the mean of a point and those before it, and of fewer at the start", () => {
    expect(trailingMean(line(4, 2, 0, 6), 2, 100)).toEqual(line(4, 3, 1, 3));
    expect(trailingMean(line(4, 2, 0, 6), 3, 100).at(-1)?.y).toBeCloseTo(8 / 3, 12);
  });

  test("gives evenly spaced means of a long line, including the last", () => {
    const points = line(...Array.from({ length: 1000 }, (_, index) => index));
    const means = trailingMean(points, 11, 20);
    expect(means).toHaveLength(20);
    expect(means.at(-1)).toEqual({ x: 999, y: 994 });
  });
});

describe("thin", () => {
  test("does not change a short line", () => {
    const points = line(1, 2, 3);
    expect(thin(points, 3)).toBe(points);
  });

  test("keeps the order and the extremes, has at most the given number of points, and makes up none", () => {
    fc.assert(
      fc.property(lines, fc.integer({ min: 2, max: 50 }), (points, most) => {
        const kept = thin(points, most);
        expect(kept.length).toBeLessThanOrEqual(Math.max(most, 1));
        expect(kept.every((point) => points.includes(point))).toBe(true);
        expect(kept.every(({ x }, index) => index === 0 || x > (kept[index - 1]?.x ?? 0))).toBe(true);
        const extremes = (of: readonly { y: number }[]) => [
          Math.min(...of.map(({ y }) => y)),
          Math.max(...of.map(({ y }) => y)),
        ];
        expect(extremes(kept)).toEqual(extremes(points));
      }),
    );
  });
});

describe("pickEvenly", () => {
  test("keeps the first and the last", () => {
    expect(pickEvenly(line(0, 1, 2, 3, 4, 5, 6, 7, 8), 3)).toEqual([
      { x: 0, y: 0 },
      { x: 4, y: 4 },
      { x: 8, y: 8 },
    ]);
  });
});

describe("median", () => {
  test("is the middle value, or the mean of the two in the middle", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(median([])).toBeNaN();
  });
});
