import { type Checkpoint, restoreState, storeState } from "@tenetjs/checkpoints";
import { phrase, problem, TenetError } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { disposeTrainingState, type TrainingState, trainingState } from "@tenetjs/training";
import { noSelection, type Selection } from "./selection.ts";
import type { Trainable } from "./trainable.ts";

/** All that a run changes as it goes, and all that its checkpoint has to hold beside its description. Moved forward in place. */
export type RunState = { readonly training: TrainingState; selection: Selection };

/** The state of `trainable` before its first step. */
export function newRunState(trainable: Trainable): RunState {
  const params = trainable.initialParams();
  const training = trainingState({ params, optimizer: trainable.optimizer });
  disposeTree(params);
  return { training, selection: noSelection };
}

/** `state` as tensors and metadata of a file. */
export async function storeRunState({ training, selection }: RunState): Promise<Checkpoint> {
  const { tensors, metadata } = await storeState(training);
  return { tensors, metadata: { ...metadata, selection: JSON.stringify(selection) } };
}

/** The state of `trainable` that {@link storeRunState} stored. @throws {TenetError} `CHECKPOINT_MISMATCH` when it is not of its form. */
export function restoreRunState(trainable: Trainable, checkpoint: Checkpoint): RunState {
  const like = newRunState(trainable);
  try {
    const training = restoreState(like.training, checkpoint);
    return { training, selection: selectionIn(checkpoint.metadata) };
  } finally {
    disposeTrainingState(like.training);
  }
}

function selectionIn({ selection }: Readonly<Record<string, string>>): Selection {
  if (selection !== undefined) return JSON.parse(selection) as Selection;
  const next = "Is this the checkpoint of a training, or a file of weights?";
  throw new TenetError(
    "CHECKPOINT_MISMATCH",
    problem("resume", `"selection" in the metadata`, phrase("none"), next),
  );
}
