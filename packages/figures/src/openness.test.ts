import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openness, opennessCorners, type TemporalGate } from "./openness.ts";

const gate: TemporalGate = { period: 10, openRatio: 0.4, shift: 3, leak: 0.5 };

describe("openness", () => {
  test("rises to 1 at half the open time and falls to 0 at its end, and both ends are open", () => {
    expect(openness(3, gate)).toBe(0);
    expect(openness(4, gate)).toBeCloseTo(0.5, 12);
    expect(openness(5, gate)).toBe(1);
    expect(openness(6, gate)).toBeCloseTo(0.5, 12);
    expect(openness(7, gate)).toBe(0);
  });

  test("leaks in proportion to the phase when closed, and not at all by default", () => {
    expect(openness(8, gate)).toBeCloseTo(0.5 * 0.5, 12);
    expect(openness(12, gate)).toBeCloseTo(0.5 * 0.9, 12);
    expect(openness(8, { period: 10, openRatio: 0.4, shift: 3 })).toBe(0);
  });

  test("is periodic before the shift too, where JavaScript's % is negative", () => {
    expect(openness(-5, gate)).toBe(1);
    expect(openness(0, gate)).toBeCloseTo(0.5 * 0.7, 12);
    expect(openness(2005, gate)).toBe(1);
  });

  test.each([
    ["period", { ...gate, period: 0 }],
    ["openRatio", { ...gate, openRatio: 0 }],
    ["openRatio", { ...gate, openRatio: 1.5 }],
    ["leak", { ...gate, leak: -1 }],
    ["shift", { ...gate, shift: Number.NaN }],
  ])("the error for a %s out of range names it", (name, wrong) => {
    expect(() => openness(0, wrong)).toThrow(new RegExp(`openness: expected ${name} .* got`));
  });

  test("a time that is not finite is refused", () => {
    expect(() => openness(Number.NaN, gate)).toThrow(RangeError);
  });

  test("the line through the corners is the openness at any time between them", () => {
    const gates = fc.record({
      period: fc.double({ min: 0.5, max: 50, noNaN: true }),
      openRatio: fc.double({ min: 0.05, max: 1, noNaN: true }),
      shift: fc.double({ min: -100, max: 100, noNaN: true }),
      leak: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(gates, fc.double({ min: 0, max: 1, noNaN: true }), (any, part) => {
        const until = 60;
        const corners = opennessCorners(any, until);
        const t = part * until;
        const right = corners.findIndex(({ x }) => x > t);
        const [a, b] = [corners[right - 1], corners[right]];
        if (a === undefined || b === undefined || b.x - a.x < 1e-6 || t - a.x < 1e-6 || b.x - t < 1e-6)
          return;
        const onLine = a.y + ((b.y - a.y) * (t - a.x)) / (b.x - a.x);
        expect(openness(t, any)).toBeCloseTo(onLine, 6);
      }),
    );
  });
});
