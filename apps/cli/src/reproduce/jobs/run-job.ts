import { allExperiments } from "../all-experiments.ts";
import type { JobContext } from "../experiment.ts";

/** A job as it is sent to a process: the name of its experiment, and what its result depends on. */
export type SentJob = { readonly experiment: string; readonly spec: unknown };

/** The result of a job. The backend has been started. */
export async function runJob({ experiment, spec }: SentJob, context: JobContext): Promise<unknown> {
  const entry = allExperiments.find(({ name }) => name === experiment);
  if (entry === undefined) throw new RangeError(`no experiment ${experiment}`);
  return (await entry.load()).run(spec, context);
}
