import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { TensorTree } from "@tenetjs/core/tensors";
import type { CheckpointContents } from "./decode-safetensors.ts";
import type { StoredTensor } from "./dtype.ts";
import { fillTree, tensorsToTree } from "./tensors-to-tree.ts";
import { treeToTensors } from "./tree-to-tensors.ts";

/** Everything that training changes, and all that an identical resumed run needs, such as the `TrainingState` of `@tenetjs/training`. */
export type ResumableState<Params extends TensorTree = TensorTree, Slots extends TensorTree = TensorTree> = {
  /** The number of finished steps, which determines schedules, batches and random numbers. */
  step: number;
  params: Params;
  /** The optimizer's slots. */
  optimizer: Slots;
  /** The network's state and its position in the sequence, if the state is carried over between batches. */
  carried?: { readonly state: TensorTree; readonly position: number } | undefined;
};

/** The state as the tensors and metadata of a file, for `encodeSafetensors` or `writeCheckpoint`. */
export async function storeState({
  step,
  params,
  optimizer,
  carried,
}: ResumableState): Promise<CheckpointContents> {
  const tree = { params, optimizer, ...(carried === undefined ? {} : { carried: carried.state }) };
  const position: Record<string, string> =
    carried === undefined ? {} : { position: String(carried.position) };
  return { tensors: await treeToTensors(tree), metadata: { step: String(step), ...position } };
}

/**
 * The state that {@link storeState} stored, in new tensors that the caller owns. `like` has the form of the parameters and the
 * optimizer's slots, such as an initial state of the same model and optimizer. It is not changed.
 *
 * @throws {TenetError} `CHECKPOINT_MISMATCH` with the name of a tensor that is missing, unexpected or of another shape, or of
 *   missing metadata.
 */
export function restoreState<Params extends TensorTree, Slots extends TensorTree>(
  like: Pick<ResumableState<Params, Slots>, "params" | "optimizer">,
  { tensors, metadata }: CheckpointContents,
): ResumableState<Params, Slots> {
  const step = count(metadata, "step");
  const own = (wanted: boolean) =>
    Object.fromEntries(Object.entries(tensors).filter(([name]) => name.startsWith("carried.") === wanted));
  const position = "position" in metadata ? count(metadata, "position") : undefined;
  const { params, optimizer } = fillTree({ params: like.params, optimizer: like.optimizer }, own(false));
  if (position === undefined) return { step, params, optimizer };
  const { carried } = tensorsToTree(own(true)) as { carried: TensorTree };
  return { step, params, optimizer, carried: { state: carried, position } };
}

/** The parameters only, in the form of `like`, from a file of weights or from a checkpoint. @throws in the cases of {@link restoreState}. */
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
  const next = "Check that this is a training checkpoint, not a file of weights.";
  throw new TenetError(
    "CHECKPOINT_MISMATCH",
    problem("restoreState", `a non-negative integer "${name}" in the metadata`, got, next),
  );
}
