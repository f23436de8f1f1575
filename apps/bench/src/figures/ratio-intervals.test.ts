import { asString } from "@tenetjs/figures/node";
import { parse, texts } from "@tenetjs/testing/svg";
import { describe, expect, test } from "vitest";
import { ratioIntervals as drawRatioIntervals } from "./ratio-intervals.ts";

const ratioIntervals = asString(drawRatioIntervals);
const labels = { title: "Ratios", label: "times as fast" };
const rows = [
  { name: "ours", value: 4, interval: [2, 8] as const },
  { name: "theirs", value: 0.25, interval: [0.125, 0.5] as const },
];

describe("ratioIntervals", () => {
  test("twice as much and half as much are equally far from 1", () => {
    const svg = parse(ratioIntervals({ ...labels, groups: [{ name: "A step", rows }] }));
    const [bounds, one] = [bars(svg), markerAt(svg)];
    const [ours, theirs] = bounds as [[number, number], [number, number]];
    expect(ours[0] + ours[1]).toBeCloseTo(2 * (one[0] as number), 3);
    expect(theirs[0] + theirs[1]).toBeCloseTo(2 * (one[1] as number), 3);
    expect(ours[1] - ours[0]).toBeCloseTo(theirs[1] - theirs[0], 3);
  });

  test("each row shows its name and number, each group its name, and all share one axis", () => {
    const groups = [
      { name: "A step", rows },
      { name: "A thousand steps", rows: [{ name: "ours", value: 1234.5 }] },
    ];
    const written = texts(ratioIntervals({ ...labels, groups }));
    for (const text of ["A step", "A thousand steps", "theirs", "4", "0.25", "1,235"])
      expect(written).toContain(text);
    expect(written.filter((text) => text === "times as fast, log scale")).toHaveLength(1);
  });

  test("ratios that cannot be drawn on a log scale are left out, and so is a group without any other", () => {
    const groups = [
      { name: "A step", rows: [...rows, { name: "broken", value: Number.NaN }] },
      { name: "Nothing", rows: [{ name: "broken", value: 0 }] },
    ];
    const written = texts(ratioIntervals({ ...labels, groups }));
    expect(written).toContain("Left out (no place on a log scale): 1 value of A step, 1 value of Nothing.");
    expect(written).not.toContain("Nothing");
  });

  test("no groups and a group without rows are refused", () => {
    expect(() => ratioIntervals({ ...labels, groups: [] })).toThrow(/the number of groups/);
    expect(() => ratioIntervals({ ...labels, groups: [{ name: "A step", rows: [] }] })).toThrow(
      /rows in the group "A step"/,
    );
  });
});

/** The ends of the bars that show intervals. */
function bars(svg: Element): [number, number][] {
  return Array.from(svg.querySelectorAll('g[aria-label="rule"] line'))
    .map((line) => ["x1", "x2"].map((side) => Number(line.getAttribute(side))) as [number, number])
    .filter(([from, to]) => Number.isFinite(from) && to > from && from > 0);
}

/** The x positions of the markers. */
function markerAt(svg: Element): number[] {
  return Array.from(svg.querySelectorAll('g[aria-label="dot"] path, g[aria-label="dot"] circle')).map((dot) =>
    Number(dot.getAttribute("cx") ?? /translate\(([\d.]+)/.exec(dot.getAttribute("transform") ?? "")?.[1]),
  );
}
