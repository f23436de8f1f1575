import { allExperiments } from "./all-experiments.ts";
import type { Experiment, Finished, Job, Scale } from "./experiment.ts";
import type { KeptResults } from "./jobs/kept-results.ts";

/** An experiment to run or to report, with its jobs at a scale. */
export type Planned = {
  readonly name: string;
  readonly experiment: Experiment;
  readonly jobs: readonly Job<unknown>[];
};

/** The experiments with `names`, or all of them, at `scale`. */
export async function plan(names: readonly string[], scale: Scale): Promise<Planned[]> {
  const entries = allExperiments.filter(({ name }) => names.length === 0 || names.includes(name));
  return Promise.all(
    entries.map(async ({ name, load }) => {
      const experiment = await load();
      return { name, experiment, jobs: experiment.jobs(scale) };
    }),
  );
}

/** The jobs of a planned experiment whose results are there. */
export function finishedOf(
  { name, jobs }: Planned,
  kept: Pick<KeptResults, "find">,
): Finished<unknown, unknown>[] {
  return jobs.flatMap(({ label, spec }) => {
    const found = kept.find({ experiment: name, spec });
    return found === undefined ? [] : [{ label, spec, result: found.result, seconds: found.seconds }];
  });
}
