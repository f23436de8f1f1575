import { cellNames } from "@tenetjs/cells";
import fc from "fast-check";
import { expect, test } from "vitest";
import { cellLook, familyOf } from "./cell-look.ts";
import { niceLimit } from "./nice-limit.ts";
import { powerOfTen } from "./power-of-ten.ts";
import { scale, wholeTicks } from "./scale.ts";
import { spread } from "./spread.ts";
import { thinned } from "./thinned.ts";

test("a scale keeps what lies beyond at its ends", () => {
  const y = scale([0, 1], [100, 0]);
  expect([-1, 0, 0.25, 1, 2].map(y)).toEqual([100, 100, 75, 0, 0]);
});

test("ticks are round integers, about as many as asked for", () => {
  expect(wholeTicks(100, 4)).toEqual([0, 50, 100]);
  expect(wholeTicks(150, 5)).toEqual([0, 50, 100, 150]);
  expect(wholeTicks(3, 10)).toEqual([0, 1, 2, 3]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 2, max: 12 }), (max, count) => {
      const ticks = wholeTicks(max, count);
      expect(ticks.every(Number.isInteger)).toBe(true);
      expect(ticks.length).toBeLessThanOrEqual(count + 1);
      expect(ticks.at(-1)).toBeLessThanOrEqual(max);
    }),
  );
});

test("a limit is round, and leaves room", () => {
  expect([3, 97, 99, 146, 148, 990, 1e4].map((value) => niceLimit(value, 100))).toEqual([
    100, 100, 150, 150, 200, 1500, 15000,
  ]);
});

test("labels are moved apart, in their order, within the limits", () => {
  expect(spread([50, 52, 51], 10, [0, 100])).toEqual([50, 70, 60]);
  expect(spread([99, 98], 10, [0, 100])).toEqual([100, 90]);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 3 }), (positions) => {
      const moved = spread(positions, 14, [0, 100]).toSorted((a, b) => a - b);
      for (const [index, position] of moved.entries()) {
        expect(position).toBeGreaterThanOrEqual(0);
        expect(position).toBeLessThanOrEqual(100);
        if (index > 0) expect(position - (moved[index - 1] as number)).toBeGreaterThanOrEqual(14);
      }
    }),
  );
});

test("points that are left out stay left out as a curve grows, and the last one is always there", () => {
  const points = Array.from({ length: 1000 }, (_, index) => index);
  const few = thinned(points.slice(0, 900), 100);
  expect(few.length).toBeLessThanOrEqual(101);
  expect(few.at(-1)).toBe(899);
  const later = thinned(points, 100);
  expect(few.slice(0, -1).every((point) => later.includes(point))).toBe(true);
});

test("powers of ten are written as readers know them", () => {
  expect([-7.3, 0, 3, Number.NEGATIVE_INFINITY].map(powerOfTen)).toEqual(["10⁻⁷", "10⁰", "10³", "0"]);
});

test("every cell of the table has a family, and two networks of one family differ by dash and mark", () => {
  expect(cellNames.filter((name) => familyOf(name) === "own")).toEqual([]);
  expect(familyOf("mine")).toBe("own");
  const [one, other] = [cellLook("lstm", 0), cellLook("peephole-lstm", 1)];
  expect(one.color).toBe(other.color);
  expect([one.dash, one.mark]).not.toEqual([other.dash, other.mark]);
});
