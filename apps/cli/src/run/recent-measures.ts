import type { Measures } from "./run-event.ts";

/** How many of the last steps a run remembers. */
const most = 50;

/** `recent` and then `later`, the measures of single steps in their order: the last 50 of them. */
export function lastMeasures(recent: readonly Measures[], later: readonly Measures[]): readonly Measures[] {
  return [...recent, ...later].slice(-most);
}

/** The mean of each measure, summed in the order of the steps, so that it is the same number however the steps were reported. */
export function meanMeasures(steps: readonly Measures[]): Measures {
  const mean = (key: keyof Measures) =>
    steps.reduce((sum, measures) => sum + measures[key], 0) / steps.length;
  return { loss: mean("loss"), accuracy: mean("accuracy") };
}
