import { parse, texts } from "@tenetjs/testing/svg";
import { describe, expect, test } from "vitest";
import { gradientNorms } from "./node/index.ts";

describe("gradientNorms", () => {
  test("draws a line for each cell on a log scale, on which exponential decay is straight", () => {
    const norms = Array.from({ length: 11 }, (_, t) => 10 ** (t - 10));
    const svg = gradientNorms({ title: "t", curves: [{ name: "RNN", norms }] });
    const [, ...points] =
      parse(svg).querySelector('path[aria-label="RNN"]')?.getAttribute("d")?.split(/[ML]/) ?? [];
    const heights = points.map((point) => Number(point.split(",")[1]));
    const steps = heights.slice(1).map((height, index) => (heights[index] as number) - height);
    for (const step of steps) expect(step).toBeCloseTo(steps[0] as number, 0);
    expect(texts(svg)).toEqual(expect.arrayContaining(["t", "‖dL/dh_t‖ (log scale)", "RNN"]));
  });

  test("leaves out norms of 0, which cannot be drawn on a log scale, and counts them", () => {
    const svg = gradientNorms({
      title: "t",
      curves: [{ name: "RNN", norms: new Float32Array([0, 0, 1e-3, Number.NaN]) }],
    });
    expect(texts(svg)).toContain("Left out (0, NaN or infinite): 3 values of RNN.");
  });

  test("refuses an empty list, and a curve without norms", () => {
    expect(() => gradientNorms({ title: "t", curves: [] })).toThrow(/the number of curves/);
    expect(() => gradientNorms({ title: "t", curves: [{ name: "RNN", norms: [] }] })).toThrow(
      /norms in the curve "RNN"/,
    );
  });
});
