import { TenetError } from "@tenetjs/core";
import type { TrainingPoint } from "@tenetjs/figures";
import { lane } from "../demo/lane.ts";
import type { Measures } from "../run/run-event.ts";
import type { Experiment, Variant } from "./experiment.ts";

/** One training of one variant. */
export type Outcome = {
  readonly variant: Variant;
  readonly seed: number;
  readonly points: readonly TrainingPoint[];
  /** On the held-out set at the end; null where the loss went out of bounds on the way. */
  readonly heldOut: Measures | null;
  /** The highest accuracy of any report on the way, on training batches. */
  readonly best: number;
  /** What a network gets that learned nothing. */
  readonly chance: Measures | undefined;
};

export type ExperimentOptions = {
  readonly steps: number;
  readonly seeds: number;
  readonly signal: AbortSignal;
  /** Is told before each run and at each report: which run of how many, and how far it is. */
  readonly progress: (run: number, runs: number, variant: Variant, point: TrainingPoint | undefined) => void;
};

const reportEvery = 10;

/** Trains every variant with every seed, one after the other. When `signal` aborts, gives what is done. */
export async function runExperiment(
  { variants }: Experiment,
  options: ExperimentOptions,
): Promise<Outcome[]> {
  const { steps, seeds, signal, progress } = options;
  const outcomes: Outcome[] = [];
  const runs = variants.length * seeds;
  for (let seed = 0; seed < seeds; seed += 1) {
    for (const variant of variants) {
      if (signal.aborted) return outcomes;
      const training = lane({ ...variant.run, seed }, steps, reportEvery);
      try {
        const whole = await finish(training.advance, () => {
          progress(outcomes.length, runs, variant, training.points.at(-1));
          return !signal.aborted;
        });
        if (signal.aborted) return outcomes;
        const best = training.points.reduce((highest, { accuracy }) => Math.max(highest, accuracy), 0);
        outcomes.push({
          variant,
          seed,
          points: training.points,
          best,
          chance: training.chance,
          heldOut: whole ? await training.heldOut() : null,
        });
      } finally {
        await training.end();
      }
    }
  }
  return outcomes;
}

/** Advances to the end, as long as `goOn` says so. False when the loss went out of bounds: a result here, not an error. */
async function finish(advance: () => Promise<unknown>, goOn: () => boolean): Promise<boolean> {
  try {
    while (goOn() && (await advance()) !== undefined);
    return true;
  } catch (error) {
    if (error instanceof TenetError && error.code === "DIVERGED") return false;
    throw error;
  }
}
