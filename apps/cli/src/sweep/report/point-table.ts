import type { Table } from "@tenetjs/figures";
import { grouped } from "../../reproduce/report/grouped.ts";
import { inWords, seedsSummary } from "../../reproduce/report/seeds-summary.ts";
import type { Standing } from "../standings.ts";
import { byMeasure, type MeasureName } from "../trial/measures.ts";
import { written } from "./trial-rows.ts";

/** The points of a sweep, from the best to the worst, with the median of the measure over their seeds. */
export function pointTable(
  standings: readonly Standing[],
  { axes, measure }: { readonly axes: readonly string[]; readonly measure: MeasureName },
): Table {
  const compare = byMeasure(measure);
  const points = Array.from(
    grouped(standings, ({ trial }) => JSON.stringify(trial.point)).values(),
    (trials) => {
      const steps = Math.max(...trials.map((one) => one.steps));
      const values = trials
        .filter((one) => one.steps === steps)
        .flatMap(({ result }) => result.measures[measure] ?? []);
      return {
        point: (trials[0] as Standing).trial.point,
        steps,
        summary: values.length === 0 ? undefined : seedsSummary(values),
        seeds: trials.length,
        failed: trials.filter(({ result }) => result.outcome !== "done").length,
      };
    },
  ).sort((a, b) => {
    const hasNone = (one: typeof a) => (one.summary === undefined ? 1 : 0);
    return hasNone(a) - hasNone(b) || b.steps - a.steps || compare(a.summary?.median, b.summary?.median);
  });
  return {
    caption: `${measure} by point`,
    note: "The median over the seeds that went furthest, and the lowest to the highest. Points that went further stand first.",
    columns: [...axes, "steps", "seeds", "failed", measure],
    rows: points.map(({ point, steps, summary, seeds, failed }) => [
      ...axes.map((axis) => written(point[axis])),
      steps,
      seeds,
      failed,
      summary === undefined ? "" : inWords(summary, 4),
    ]),
    numericColumns: [axes.length + 3],
  };
}
