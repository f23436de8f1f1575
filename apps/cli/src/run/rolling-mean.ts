import type { Measures } from "./run-event.ts";

/** The mean over the last `window` steps, from reports that are themselves means over some steps. */
export function rollingMean(window: number): {
  add(steps: number, measures: Measures): void;
  mean(): Measures;
} {
  const reports: { steps: number; measures: Measures }[] = [];
  return {
    add(steps, measures) {
      reports.push({ steps, measures });
      const total = () => reports.reduce((sum, report) => sum + report.steps, 0);
      while (reports.length > 1 && total() - (reports[0]?.steps ?? 0) >= window) reports.shift();
    },
    mean() {
      const total = reports.reduce((sum, { steps }) => sum + steps, 0);
      const mean = (key: keyof Measures) =>
        reports.reduce((sum, { steps, measures }) => sum + steps * measures[key], 0) / total;
      return { loss: mean("loss"), accuracy: mean("accuracy") };
    },
  };
}
