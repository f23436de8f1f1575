import { type Checkpoint, restoreParams } from "@tenetjs/checkpoints";
import { disposeTree, type TensorTree } from "@tenetjs/core/tensors";
import { readRun } from "./read-run.ts";
import type { Run } from "./run.ts";
import { type WeightsChoice, weightsFile } from "./weights-file.ts";

/** Weights of a run, on no backend yet. */
export type StoredWeights = {
  readonly run: Run;
  readonly source: WeightsSource;
  readonly tensors: Checkpoint["tensors"];
};

export type WeightsSource = {
  readonly file: string;
  /** The training step that they are of; null where the file does not say. */
  readonly step: number | null;
};

/**
 * Weights of the run at `path`, a directory or one of its files: those of the `choice`, by default the best where the run kept them.
 *
 * @throws {TenetError} as `weightsFile` and `readRun` do.
 */
export async function readStoredWeights(path: string, choice: WeightsChoice | null): Promise<StoredWeights> {
  const file = weightsFile(path, choice);
  const { run, tensors, metadata } = await readRun(file);
  const step = metadata.step === undefined ? null : Number(metadata.step);
  return { run, source: { file, step }, tensors };
}

/**
 * Stored weights as parameters on the current backend, of the form that `init` makes; the caller's to dispose.
 *
 * @throws {TenetError} `CHECKPOINT_MISMATCH` when they are not of that form.
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

/** Which weights are used, in a line. */
export function weightsLine({ file, step }: WeightsSource): string {
  return `weights: ${file}${step === null ? "" : `, step ${step}`}`;
}
