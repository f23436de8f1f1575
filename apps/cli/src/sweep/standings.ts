import type { Sweep } from "./file/read-sweep.ts";
import type { FindResult } from "./schedule/open-jobs.ts";
import { byMeasure } from "./trial/measures.ts";
import type { Trial, TrialResult } from "./trial/trial.ts";

/** A trial with its result after the most steps. */
export type Standing = {
  readonly trial: Trial;
  /** The steps of the job that the result is of. */
  readonly steps: number;
  readonly result: TrialResult;
};

/**
 * The trials that have a result, from the best to the worst. One that went further stands before one that was ended early: their measures are not of the
 * same steps. One that failed stands last.
 */
export function standings(
  { trials, rungs, measure }: Pick<Sweep, "trials" | "rungs" | "measure">,
  find: FindResult,
): Standing[] {
  const compare = byMeasure(measure);
  const failed = ({ result }: Standing) => (result.outcome === "done" ? 0 : 1);
  return trials
    .flatMap((trial): Standing[] => {
      const steps = rungs.findLast((one) => find({ trial, steps: one }) !== undefined);
      const result = steps === undefined ? undefined : find({ trial, steps });
      return steps === undefined || result === undefined ? [] : [{ trial, steps, result }];
    })
    .sort(
      (a, b) =>
        failed(a) - failed(b) ||
        b.steps - a.steps ||
        compare(a.result.measures[measure], b.result.measures[measure]),
    );
}
