import { type Checkpoint, restoreParams } from "@tenetjs/checkpoints";
import { weightsFile } from "@tenetjs/checkpoints/node";
import type { RunDescription, WeightsChoice } from "@tenetjs/checkpoints/run-file";
import { disposeTree, type TensorTree } from "@tenetjs/core/tensors";
import { readRun } from "./read-run.ts";
import type { Run } from "./run.ts";

/** The weights of a run, not yet on a backend. */
export type StoredWeights<StoredRun = Run> = {
  readonly run: StoredRun;
  /** Whether the user named the directory of the run, rather than a file that may come from anyone. */
  readonly own: boolean;
  readonly source: WeightsSource;
  readonly tensors: StoredTensors;
};

export type StoredTensors = Checkpoint["tensors"];

export type WeightsSource = {
  readonly file: string;
  /** The training step of the weights; null if the file does not say. */
  readonly step: number | null;
};

/**
 * The weights of the run at `path`, a directory or one of its files. With no `choice`, they are the best if the run saved them, else
 * the last.
 *
 * @throws {TenetError} as `weightsFile` and `readRun` do.
 */
export async function readStoredWeights(
  path: string,
  choice: WeightsChoice | null,
): Promise<StoredWeights<RunDescription>> {
  const file = weightsFile(path, choice);
  const { run, tensors, metadata } = await readRun(file);
  const step = metadata.step === undefined ? null : Number(metadata.step);
  return { run, own: file !== path, source: { file, step }, tensors };
}

/**
 * Stored weights as parameters on the current backend, in the form that `init` returns. The caller disposes them.
 *
 * @throws {TenetError} `CHECKPOINT_MISMATCH` when they have another form.
 */
export function paramsFrom<Params extends TensorTree>(
  { tensors }: Pick<StoredWeights, "tensors">,
  init: () => Params,
): Params {
  const like = init();
  try {
    return restoreParams(like, tensors);
  } finally {
    disposeTree(like);
  }
}

/** A line that says which weights are used. */
export function weightsLine({ file, step }: WeightsSource): string {
  return `weights: ${file}${step === null ? "" : `, step ${step}`}`;
}
