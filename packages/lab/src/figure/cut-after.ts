import type { Point } from "./line-chart.ts";

/** Removes the points of a curve that come after `x`, because they will come again. */
export function cutAfter(points: Point[], x: number): void {
  points.splice(points.findLastIndex(([at]) => at <= x) + 1);
}
