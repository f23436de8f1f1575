import type { KeptExperiment, KeptJob, KeptRun } from "./kept-experiment.ts";
import { thinned } from "./thinned.ts";

type Traced = Omit<KeptJob, "run"> & { readonly from: KeptRun };
type Given = { readonly label: string; readonly spec: unknown };

/**
 * The results of a run, and those of `before` for the other jobs, in the order of `jobs`. A result that is the same as before stays with the run that it was kept
 * from. One that was kept for a job which the experiment no longer has, or has with other settings, is left out.
 */
export function merged(
  jobs: readonly Given[],
  { run, finished }: { readonly run: KeptRun; readonly finished: readonly Omit<KeptJob, "run">[] },
  before?: Pick<KeptExperiment, "runs" | "finished">,
): Pick<KeptExperiment, "runs" | "finished"> {
  const own = finished.map((job): Traced => ({ ...job, from: run }));
  const earlier =
    before?.finished.map(({ run, ...job }): Traced => ({ ...job, from: before.runs[run] as KeptRun })) ?? [];
  const bySpec = new Map(earlier.map((job) => [keyOf(job), job]));
  for (const job of own) {
    const known = bySpec.get(keyOf(job));
    if (known === undefined || canonical(known.result) !== canonical(job.result)) bySpec.set(keyOf(job), job);
  }
  // A run with its own number of steps has jobs that the whole experiment has not.
  const wanted = [...jobs, ...own.filter((job) => !jobs.some((other) => keyOf(other) === keyOf(job)))];
  const chosen = wanted.flatMap((job) => bySpec.get(keyOf(job)) ?? []);
  const runs = Array.from(new Set(chosen.map(({ from }) => from)));
  return {
    runs,
    finished: chosen.map(({ from, ...job }) => ({ ...job, run: runs.indexOf(from) })),
  };
}

/** The same for equal jobs, in whatever order their settings are. */
function keyOf({ spec }: Pick<Given, "spec">): string {
  return canonical(thinned(spec));
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => (left < right ? -1 : 1)))
      : inner,
  );
}

/** The number of seeds that a command needs for these jobs; null if they have none. */
export function seedsOf(finished: readonly Given[]): number | null {
  const seeds = finished.flatMap(({ spec }) => (spec as { readonly seed?: number }).seed ?? []);
  return seeds.length === 0 ? null : Math.max(...seeds) + 1;
}
