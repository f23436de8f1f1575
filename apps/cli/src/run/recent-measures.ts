import type { Measures } from "./run-event.ts";

/** The number of last steps whose measures a run remembers. */
export const rememberedSteps = 50;

/** The last `count` of `recent` followed by `later`, the measures of single steps in their order. */
export function lastMeasures(
  recent: readonly Measures[],
  later: readonly Measures[],
  count = rememberedSteps,
): readonly Measures[] {
  return [...recent, ...later].slice(-count);
}

/** The mean of each measure. It is summed in the order of the steps, so that it does not depend on how the steps were reported. */
export function meanMeasures(steps: readonly Measures[]): Measures {
  const mean = (key: keyof Measures) =>
    steps.reduce((sum, measures) => sum + measures[key], 0) / steps.length;
  return { loss: mean("loss"), accuracy: mean("accuracy") };
}
