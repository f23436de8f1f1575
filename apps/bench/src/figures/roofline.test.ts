import { asString } from "@tenetjs/figures/node";
import { parse, texts } from "@tenetjs/testing/svg";
import { describe, expect, test } from "vitest";
import { roofline as drawRoofline } from "./roofline.ts";

const roofline = asString(drawRoofline);
const roofs = [{ name: "1 thread", peak: 64, bandwidth: 8 }];
const points = [
  { work: "Train", intensity: 16, rate: 32 },
  { work: "Generate", intensity: 0.5, rate: 2 },
];

describe("roofline", () => {
  test("the roof rises with the bandwidth up to the peak, and is level from there", () => {
    const svg = parse(roofline({ title: "Roofline", roofs, series: [{ name: "ours", points }] }));
    const [, ...corners] =
      svg.querySelector('path[aria-label="roof of 1 thread"]')?.getAttribute("d")?.split(/[ML]/) ?? [];
    const heights = corners.map((corner) => Number(corner.split(",")[1]));
    expect(heights).toHaveLength(3);
    expect(heights[1]).toBeLessThan(heights[0] as number);
    expect(heights[1]).toBeCloseTo(heights[2] as number, 3);
  });

  test("tasks are numbered by intensity and named in the notes, and roofs show their limits", () => {
    const written = texts(roofline({ title: "Roofline", roofs, series: [{ name: "ours", points }] }));
    for (const text of ["1", "2", "1 Generate. 2 Train", "1 thread:64 GFLOP/s, 8 GB/s", "ours"])
      expect(written).toContain(text);
  });

  test("tasks of nearly equal intensity share a label with the first and the last number", () => {
    const near = [16, 16.1, 16.2].map((intensity) => ({ work: `Train ${intensity}`, intensity, rate: 32 }));
    const written = texts(
      roofline({ title: "t", roofs, series: [{ name: "ours", points: [...points, ...near] }] }),
    );
    expect(written).toEqual(expect.arrayContaining(["1", "2–5"]));
    expect(written.join(" ")).toContain("2 Train. 3 Train 16. 4 Train 16.1. 5 Train 16.2");
  });

  test("a point without a rate is left out and counted", () => {
    const series = [{ name: "ours", points: [...points, { work: "None", intensity: 1, rate: 0 }] }];
    const written = texts(roofline({ title: "Roofline", roofs, series }));
    expect(written).toContain("Left out (no place on a log scale): 1 value of ours.");
    expect(written.join(" ")).not.toContain("None");
  });

  test("no roofs, a roof at 0 and no series are refused", () => {
    const series = [{ name: "ours", points }];
    expect(() => roofline({ title: "t", roofs: [], series })).toThrow(/the number of roofs/);
    expect(() => roofline({ title: "t", roofs: [{ name: "r", peak: 0, bandwidth: 1 }], series })).toThrow(
      /peak to be a finite number above 0/,
    );
    expect(() => roofline({ title: "t", roofs, series: [] })).toThrow(/the number of series/);
  });
});
