import { parse, texts } from "@tenetjs/testing/svg";
import { describe, expect, test } from "vitest";
import { gateOpenness } from "./node/index.ts";

const gate = { period: 20, openRatio: 0.5, shift: 5 };

describe("gateOpenness", () => {
  test("draws a line for each gate, named by its label or by its parameters", () => {
    const svg = gateOpenness({
      title: "Gates",
      until: 100,
      curves: [gate, { ...gate, shift: -5, leak: 0.01 }, { ...gate, label: "unit <7>" }],
    });
    for (const name of ["τ = 20, r_on = 0.5, s = 5", "τ = 20, r_on = 0.5, s = −5, α = 0.01", "unit <7>"])
      expect(texts(svg)).toContain(name);
    expect(parse(svg).querySelectorAll("path[aria-label]")).toHaveLength(3);
  });

  test("draws lines through the corners of the formula", () => {
    const svg = parse(gateOpenness({ title: "Gate", until: 40, curves: [gate] }));
    const [, ...corners] = svg.querySelector("path[aria-label]")?.getAttribute("d")?.split(/[ML]/) ?? [];
    const heights = corners.map((corner) => Number(corner.split(",")[1]));
    const [closed, open] = [Math.max(...heights), Math.min(...heights)];
    expect(heights).toEqual([closed, closed, open, closed, closed, open, closed, closed]);
  });

  test("refuses an empty list, invalid gates and a time that is too long", () => {
    expect(() => gateOpenness({ title: "t", until: 10, curves: [] })).toThrow(/the number of curves/);
    expect(() => gateOpenness({ title: "t", until: 10, curves: [{ ...gate, openRatio: 2 }] })).toThrow(
      /gateOpenness: expected openRatio to be a number from 0 to 1, got 2/,
    );
    expect(() => gateOpenness({ title: "t", until: 1e6, curves: [gate] })).toThrow(/at most 400 periods/);
  });
});
