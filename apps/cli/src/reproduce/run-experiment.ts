import { TenetError } from "@tenetjs/core";
import type { TrainingPoint } from "@tenetjs/figures";
import { lane } from "../demo/lane.ts";
import type { Experiment, Variant } from "./experiment.ts";
import type { KeptTrials } from "./kept-trials.ts";
import type { Outcome } from "./outcome.ts";

export type ExperimentOptions = {
  readonly steps: number;
  readonly seeds: number;
  readonly signal: AbortSignal;
  /** The trials that are already there, and the place for new ones. */
  readonly kept: Pick<KeptTrials, "outcomes" | "add">;
  /** Called before each run and at each report, with the index of the run, the number of runs, and the latest point. */
  readonly progress: (run: number, runs: number, variant: Variant, point: TrainingPoint | undefined) => void;
};

const reportEvery = 10;

/** Trains every variant with every seed, one after the other, unless that is kept. Returns the finished runs when `signal` aborts. */
export async function runExperiment(
  { variants }: Experiment,
  options: ExperimentOptions,
): Promise<Outcome[]> {
  const { steps, seeds, signal, kept, progress } = options;
  const outcomes: Outcome[] = [];
  const runs = variants.length * seeds;
  for (let seed = 0; seed < seeds; seed += 1) {
    for (const variant of variants) {
      if (signal.aborted) return outcomes;
      const known = kept.outcomes.find((one) => one.variant === variant && one.seed === seed);
      if (known !== undefined) {
        outcomes.push(known);
        continue;
      }
      const training = lane({ ...variant.run, seed }, steps, reportEvery);
      try {
        const whole = await finish(training.advance, () => {
          progress(outcomes.length, runs, variant, training.points.at(-1));
          return !signal.aborted;
        });
        if (signal.aborted) return outcomes;
        const best = training.points.reduce((highest, { accuracy }) => Math.max(highest, accuracy), 0);
        const heldOut = whole ? await training.heldOut() : null;
        const { points, chance } = training;
        const outcome = { variant, seed, points, best, chance, heldOut };
        kept.add(outcome);
        outcomes.push(outcome);
      } finally {
        await training.end();
      }
    }
  }
  return outcomes;
}

/** Advances to the end, or until `goOn` returns false. Returns false if the run diverged, which is a result here, not an error. */
async function finish(advance: () => Promise<unknown>, goOn: () => boolean): Promise<boolean> {
  try {
    while (goOn() && (await advance()) !== undefined);
    return true;
  } catch (error) {
    if (error instanceof TenetError && error.code === "DIVERGED") return false;
    throw error;
  }
}
