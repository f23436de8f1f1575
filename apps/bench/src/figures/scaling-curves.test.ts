import { asString } from "@tenetjs/figures/node";
import { parse, texts } from "@tenetjs/testing/svg";
import { describe, expect, test } from "vitest";
import { scalingCurves as drawScalingCurves } from "./scaling-curves.ts";

const scalingCurves = asString(drawScalingCurves);
const labels = { title: "By length", sizeLabel: "T (steps)", valueLabel: "a step (ms)" };
const points = [10, 100, 1000].map((at) => ({ at, value: 2 * at, interval: [1.5 * at, 3 * at] as const }));

describe("scalingCurves", () => {
  test("a cost proportional to the size is a straight line, and measured sizes have ticks", () => {
    const svg = scalingCurves({ ...labels, series: [{ name: "LSTM", points }] });
    const corners = (
      parse(svg).querySelector('path[aria-label="LSTM"]')?.getAttribute("d")?.split(/[ML]/) ?? []
    )
      .slice(1)
      .map((corner) => corner.split(",").map(Number) as [number, number]);
    const [[x0, y0], [x1, y1], [x2, y2]] = corners as [[number, number], [number, number], [number, number]];
    expect((y1 - y0) / (x1 - x0)).toBeCloseTo((y2 - y1) / (x2 - x1), 2);
    expect(texts(svg)).toEqual(
      expect.arrayContaining([
        "10",
        "100",
        "1,000",
        "LSTM",
        "T (steps), log scale",
        "a step (ms), log scale",
        "Bars: the interval of each value.",
      ]),
    );
  });

  test("a series keeps the look it is given", () => {
    const svg = scalingCurves({ ...labels, series: [{ name: "LSTM", points, look: 2 }] });
    expect(parse(svg).querySelector('path[aria-label="LSTM"]')?.parentElement?.getAttribute("stroke")).toBe(
      "#009E73",
    );
  });

  test("a single size and a value without an interval are drawn", () => {
    const svg = scalingCurves({ ...labels, series: [{ name: "LSTM", points: [{ at: 4, value: 1 }] }] });
    expect(texts(svg)).toContain("4");
    expect(texts(svg)).not.toContain("Bars: the interval of each value.");
  });

  test("values that cannot be drawn on a log scale are left out and counted", () => {
    const series = [{ name: "LSTM", points: [...points, { at: 5, value: 0 }, { at: 0, value: 1 }] }];
    expect(texts(scalingCurves({ ...labels, series }))).toContain(
      "Left out (no place on a log scale): 2 values of LSTM.",
    );
  });

  test("no series and a series without points are refused", () => {
    expect(() => scalingCurves({ ...labels, series: [] })).toThrow(/the number of series/);
    expect(() => scalingCurves({ ...labels, series: [{ name: "LSTM", points: [] }] })).toThrow(
      /scalingCurves: expected points in the series "LSTM"/,
    );
  });
});
