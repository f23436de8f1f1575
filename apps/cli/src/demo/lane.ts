import { seed } from "@tenetjs/core";
import type { TrainingPoint } from "@tenetjs/figures";
import { disposeTrainingState, type TrainingEvent, train } from "@tenetjs/training";
import { recentRate } from "../run/recent-rate.ts";
import type { Measures } from "../run/run-event.ts";
import { newRunState } from "../run/run-state.ts";
import type { PalindromeOptions } from "../tasks/palindrome-options.ts";
import { palindromeTrainable } from "../tasks/palindrome-trainable.ts";

/** A report of a lane, with the speed over its last seconds. */
export type LaneEvent = TrainingEvent & { readonly stepsPerSecond: number };

/** One network of the demo as it trains. */
export type Lane = {
  readonly run: PalindromeOptions;
  readonly points: TrainingPoint[];
  /** The measures of a network that has learned nothing. */
  readonly chance: Measures | undefined;
  /** Trains until the next report and returns it; undefined when all steps are done. */
  advance(): Promise<LaneEvent | undefined>;
  /** The measures on held-out palindromes. */
  heldOut(): Promise<Measures>;
  /** Frees its tensors. */
  end(): Promise<void>;
};

/** A lane that trains `run` for `steps` steps, with a report every `reportEvery` steps. */
export function lane(run: PalindromeOptions, steps: number, reportEvery: number): Lane {
  const trainable = palindromeTrainable(run);
  const state = newRunState(trainable).training;
  const events = train({
    state,
    objective: trainable.objective,
    batches: trainable.batches(0),
    optimizer: trainable.optimizer,
    rng: seed(run.seed),
    reportEvery,
  });
  const points: TrainingPoint[] = [];
  const rate = recentRate(0);
  const heldOut = async (): Promise<Measures> => (await trainable.heldOut(state.params, "all")).measures;
  return {
    run,
    points,
    chance: trainable.chance,
    heldOut,
    advance: async () => {
      if (state.step >= steps) return undefined;
      const { value } = await events.next();
      if (!value) return undefined;
      points.push({ step: value.step, loss: value.loss, accuracy: value.metrics.accuracy as number });
      return { ...value, stepsPerSecond: rate(value.step, value.seconds) };
    },
    end: async () => {
      await events.return();
      disposeTrainingState(state);
    },
  };
}
