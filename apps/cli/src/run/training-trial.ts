import type { Trial } from "@tenetjs/backends";
import { pipe, seed, TenetError, take } from "@tenetjs/core";
import { disposeTrainingState, train } from "@tenetjs/training";
import { newRunState } from "./run-state.ts";
import type { Task } from "./task.ts";

/** Training steps of `task` on the current backend, to be timed: from fresh parameters, which are then freed. */
export function trainingTrial(task: Task): Trial {
  const { objective, optimizer } = task;
  const { training: state } = newRunState(task);
  return {
    run: async (steps) => {
      const batches = pipe(task.batches(0), take(steps));
      const reportEvery = Number.MAX_SAFE_INTEGER;
      try {
        for await (const _ of train({
          state,
          objective,
          optimizer,
          batches,
          rng: seed("trial"),
          reportEvery,
        }));
      } catch (error) {
        // Told after the last step, and no matter of which backend is fast.
        if (!(error instanceof TenetError && error.code === "DIVERGED")) throw error;
      }
    },
    end: () => disposeTrainingState(state),
  };
}
