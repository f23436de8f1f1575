import { decodeSafetensors, encodeSafetensors, restoreState, storeState } from "@tenetjs/checkpoints";
import { pipe, seed, take } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { contiguousWindows } from "@tenetjs/datasets";
import { languageModel } from "@tenetjs/models";
import {
  adam,
  chain,
  clipByGlobalNorm,
  crossEntropy,
  disposeTrainingState,
  type TrainingState,
  train,
  trainingState,
} from "@tenetjs/training";
import { memory } from "@tensorflow/tfjs-core";

export type ResumeTraining = {
  /** The file to resume from. Default: training starts from the beginning. */
  readonly checkpoint?: Uint8Array;
  readonly steps: number;
};

export type ResumedTraining = {
  /** A file with the whole state after the last step. */
  readonly checkpoint: Uint8Array;
  /** The loss of each step. */
  readonly losses: readonly number[];
  /** The number of tensors that the training leaked. */
  readonly leaked: number;
};

/**
 * The losses of training a small language model for some steps on tfjs's current backend, from a checkpoint on. Its state has every part
 * that a training state may have: an embedding, the optimizer's slots, and the network's state, which continues from batch to batch.
 */
export async function resumeTraining({ checkpoint, steps }: ResumeTraining): Promise<ResumedTraining> {
  const before = memory().numTensors;
  const model = languageModel({ vocabularySize: 11, embedding: 5, hiddenSize: 16, cell: "gru" });
  const optimizer = chain(clipByGlobalNorm(0.5), adam(0.05));
  const params = model.init(seed("weights"));
  const begun = trainingState({ params, optimizer });
  disposeTree(params);
  const state = checkpoint === undefined ? begun : resumed(begun, checkpoint);
  const text = Int32Array.from({ length: 400 }, (_, index) => (index * index) % 11);
  const losses: number[] = [];
  const run = train({
    state,
    objective: crossEntropy(model),
    optimizer,
    batches: pipe(contiguousWindows(text, { batch: 4, time: 7 }).from(state.step), take(steps)),
    rng: seed("training"),
  });
  for await (const { loss } of run) losses.push(loss);
  const { tensors, metadata } = await storeState(state);
  disposeTrainingState(state);
  return { checkpoint: encodeSafetensors(tensors, metadata), losses, leaked: memory().numTensors - before };
}

function resumed(begun: TrainingState, file: Uint8Array): TrainingState {
  const state = restoreState(begun, decodeSafetensors(file));
  disposeTrainingState(begun);
  return state;
}
