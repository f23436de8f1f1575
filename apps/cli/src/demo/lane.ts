import { seed } from "@tenetjs/core";
import type { TrainingPoint } from "@tenetjs/figures";
import { disposeTrainingState, type TrainingEvent, train } from "@tenetjs/training";
import { type PalindromeRun, palindromeTask } from "../run/palindrome-run.ts";
import { recentRate } from "../run/recent-rate.ts";
import type { Measures } from "../run/run-event.ts";
import { newRunState } from "../run/run-state.ts";

/** A report of a lane, with the rate of its last seconds. */
export type LaneEvent = TrainingEvent & { readonly stepsPerSecond: number };

/** One network of the demo as it trains. */
export type Lane = {
  readonly run: PalindromeRun;
  readonly points: TrainingPoint[];
  /** Trains until the next report; what it says, or undefined when all steps are done. */
  advance(): Promise<LaneEvent | undefined>;
  /** On palindromes that it never saw. */
  heldOut(): Promise<Measures>;
  /** Frees what it holds. */
  end(): Promise<void>;
};

/** A lane that trains `run` for `steps` steps, with a report every `reportEvery`. */
export function lane(run: PalindromeRun, steps: number, reportEvery: number): Lane {
  const task = palindromeTask(run);
  const state = newRunState(task).training;
  const events = train({
    state,
    objective: task.objective,
    batches: task.batches(0),
    optimizer: task.optimizer,
    rng: seed(run.seed),
    reportEvery,
  });
  const points: TrainingPoint[] = [];
  const rate = recentRate(0);
  const heldOut = async (): Promise<Measures> => (await task.heldOut(state.params, "all")).measures;
  return {
    run,
    points,
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
