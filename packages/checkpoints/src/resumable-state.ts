import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { TensorTree } from "@tenetjs/core/tensors";
import type { Checkpoint } from "./decode-safetensors.ts";
import type { StoredTensor } from "./dtype.ts";
import { fillTree, tensorsToTree } from "./tensors-to-tree.ts";
import { treeToTensors } from "./tree-to-tensors.ts";

/** What a training changes, and all that it needs to go on bit for bit; the `TrainingState` of `@tenetjs/training` is one. */
export type ResumableState = {
  /** Steps done. Schedules, data and randomness follow from it. */
  step: number;
  params: TensorTree;
  /** The optimizer's slots. */
  optimizer: TensorTree;
  /** The network's state and how far into its sequence it is, where batches carry it over. */
  carried?: { readonly state: TensorTree; readonly position: number } | undefined;
};

/** `state` as the tensors and metadata of a file; `encodeSafetensors` and `writeCheckpoint` take both. */
export async function storeState({ step, params, optimizer, carried }: ResumableState): Promise<Checkpoint> {
  const tree = { params, optimizer, ...(carried === undefined ? {} : { carried: carried.state }) };
  const position: Record<string, string> =
    carried === undefined ? {} : { position: String(carried.position) };
  return { tensors: await treeToTensors(tree), metadata: { step: String(step), ...position } };
}

/**
 * The state that {@link storeState} stored, in fresh tensors that the caller owns. `like` has the form of the parameters and the
 * optimizer's slots, such as a fresh state of the same model and optimizer; it is left as it is.
 *
 * @throws {TenetError} `CHECKPOINT_MISMATCH` that names a tensor that is missing, left over, or of another shape, or the
 *   metadata that is not there.
 */
export function restoreState<State extends Pick<ResumableState, "params" | "optimizer">>(
  like: State,
  { tensors, metadata }: Checkpoint,
): ResumableState {
  const step = count(metadata, "step");
  const own = (wanted: boolean) =>
    Object.fromEntries(Object.entries(tensors).filter(([name]) => name.startsWith("carried.") === wanted));
  const position = "position" in metadata ? count(metadata, "position") : undefined;
  const { params, optimizer } = fillTree({ params: like.params, optimizer: like.optimizer }, own(false));
  if (position === undefined) return { step, params, optimizer };
  const { carried } = tensorsToTree(own(true)) as { carried: TensorTree };
  return { step, params, optimizer, carried: { state: carried, position } };
}

/** The parameters alone, of the form of `like`, from a file of weights or a whole checkpoint. @throws as {@link restoreState} does. */
export function restoreParams<Params extends TensorTree>(
  like: Params,
  tensors: Readonly<Record<string, StoredTensor>>,
): Params {
  const prefix = "params.";
  const whole = Object.keys(tensors).some((name) => name.startsWith(prefix));
  const own = Object.entries(tensors).flatMap(([name, tensor]): [string, StoredTensor][] => {
    if (!whole) return [[name, tensor]];
    return name.startsWith(prefix) ? [[name.slice(prefix.length), tensor]] : [];
  });
  return fillTree(like, Object.fromEntries(own));
}

function count(metadata: Readonly<Record<string, string>>, name: string): number {
  const value = Number(metadata[name]);
  if (metadata[name] !== undefined && Number.isSafeInteger(value) && value >= 0) return value;
  const got = metadata[name] === undefined ? phrase("none") : metadata[name];
  const next = "Is this the checkpoint of a training, or a file of weights?";
  throw new TenetError(
    "CHECKPOINT_MISMATCH",
    problem("restoreState", `a count "${name}" in the metadata`, got, next),
  );
}
