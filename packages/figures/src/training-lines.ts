import { type Look, look } from "./look.ts";
import type { Point } from "./series.ts";
import type { TrainingRun } from "./training-run.ts";

/** The quantity that a panel shows. */
export type Measure = "accuracy" | "loss";

/** The values of a measure in a run that can be drawn, and the number of values that cannot. */
export type Line = {
  measure: Measure;
  name: string;
  group: string;
  look: Look;
  trained: Point[];
  heldOut: Point[];
  leftOut: number;
};

/** The finite values of `measure` in each run, sorted by step. */
export function measureLines(measure: Measure, runs: readonly TrainingRun[]): Line[] {
  const names = Array.from(new Set(runs.map(({ name }) => name)));
  const heldOutKey = measure === "loss" ? "heldOutLoss" : "heldOutAccuracy";
  return runs.map(({ name, group = "", points }) => {
    const sorted = points.toSorted((a, b) => a.step - b.step);
    const trained = sorted.map((point) => ({ x: point.step, y: point[measure] }));
    const heldOut = sorted.flatMap((point) => {
      const y = point[heldOutKey];
      return y === undefined ? [] : [{ x: point.step, y }];
    });
    const finite = ({ y }: Point) => Number.isFinite(y);
    const line = { trained: trained.filter(finite), heldOut: heldOut.filter(finite) };
    const leftOut = trained.length + heldOut.length - line.trained.length - line.heldOut.length;
    return { measure, name, group, look: look(names.indexOf(name)), ...line, leftOut };
  });
}

/**
 * The upper end of the loss axis: the highest value. If the highest 2 % would flatten the rest, it is a little above the rest
 * instead.
 */
export function lossTop(lines: readonly Line[], chance = 0): { top: number; notes: string[] } {
  const values = lines.flatMap(({ trained, heldOut }) => [...trained, ...heldOut].map(({ y }) => y));
  const sorted = Float64Array.from(values).sort();
  const highest = Math.max(sorted.at(-1) ?? 1, chance);
  const usual = Math.max(sorted[Math.floor(0.98 * (sorted.length - 1))] ?? 1, chance);
  if (highest <= 2 * usual) return { top: highest * 1.05 || 1, notes: [] };
  const top = Number((usual * 1.25).toPrecision(2));
  return { top, notes: [`Loss above ${top} is drawn at the upper edge.`] };
}
