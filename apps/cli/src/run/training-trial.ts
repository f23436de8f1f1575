import type { Trial } from "@tenetjs/backends";
import { pipe, seed, TenetError, take } from "@tenetjs/core";
import { disposeTrainingState, train } from "@tenetjs/training";
import { newRunState } from "./run-state.ts";
import type { Trainable } from "./trainable.ts";

/** A trial that times training steps of `trainable` on the current backend, from a copy of its initial parameters. */
export function trainingTrial(trainable: Trainable): Trial {
  const { objective, optimizer } = trainable;
  const { training: state } = newRunState(trainable);
  return {
    run: async (steps) => {
      const batches = pipe(trainable.batches(0), take(steps));
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
        // Divergence shows after the last step, and does not affect which backend is fast.
        if (!(error instanceof TenetError && error.code === "DIVERGED")) throw error;
      }
    },
    end: () => disposeTrainingState(state),
  };
}
