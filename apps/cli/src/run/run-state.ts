import {
  type CheckpointContents,
  restoreState,
  type StoredTensor,
  storeState,
  treeToTensors,
} from "@tenetjs/checkpoints";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { disposeTree } from "@tenetjs/core/tensors";
import { disposeTrainingState, trainingState } from "@tenetjs/training";
import { type GenericSchema, safeParse } from "valibot";
import { firstStage, type Stage, stageSchema } from "./curriculum.ts";
import type { Measures } from "./run-event.ts";
import { noSelection, type Selection, selectionSchema } from "./selection.ts";
import type { Trainable } from "./trainable.ts";
import { type Weighted, withUsedWeights } from "./used-weights.ts";

/** The state of a run, which training changes in place. A checkpoint stores it with the description of the run. */
export type RunState = Weighted & {
  selection: Selection;
  /** Where it stands in its curriculum; null without one. */
  stage: Stage | null;
  /** The measures of the last steps. Their mean at the end of a resumed run is that of a run that never stopped. */
  recent: readonly Measures[];
};

/** The state of `trainable` before its first step. */
export function newRunState(trainable: Trainable): RunState {
  const params = trainable.initialParams();
  const training = trainingState({ params, optimizer: trainable.optimizer });
  disposeTree(params);
  const stage = trainable.stages === undefined ? null : firstStage;
  return { training, average: trainable.average ?? null, selection: noSelection, stage, recent: [] };
}

/**
 * The tensors and the metadata of a checkpoint of the state. Its parameters are the weights to use, as in the run's other files: if they are an average,
 * the weights that are trained stand beside them.
 */
export async function storeRunState(state: RunState): Promise<CheckpointContents> {
  const { training, average, selection, stage, recent } = state;
  const { tensors, metadata } = await withUsedWeights(state, (params) => storeState({ ...training, params }));
  const trained = average === null ? {} : await treeToTensors({ [trainedName]: training.params });
  return {
    tensors: { ...tensors, ...trained, ...recentTensors(recent) },
    metadata: {
      ...metadata,
      selection: JSON.stringify(selection),
      ...(stage === null ? {} : { stage: JSON.stringify(stage) }),
    },
  };
}

/** The state of `trainable` that {@link storeRunState} stored. @throws {TenetError} `CHECKPOINT_MISMATCH` when it does not fit `trainable`. */
export function restoreRunState(trainable: Trainable, checkpoint: CheckpointContents): RunState {
  const like = newRunState(trainable);
  try {
    const { metadata } = checkpoint;
    const { [recentNames.loss]: loss, [recentNames.accuracy]: accuracy, ...others } = checkpoint.tensors;
    const recent = recentIn(loss, accuracy);
    const selection = selectionIn(metadata);
    const stage = stageIn(metadata, trainable);
    const tensors = like.average === null ? others : withTrainedWeights(others);
    return {
      ...like,
      training: restoreState(like.training, { tensors, metadata }),
      selection,
      stage,
      recent,
    };
  } finally {
    disposeTrainingState(like.training);
  }
}

/** `tensors`, with the weights that are trained in the place of their average. */
function withTrainedWeights(tensors: CheckpointContents["tensors"]): CheckpointContents["tensors"] {
  const entries = Object.entries(tensors);
  const prefix = `${trainedName}.`;
  const [used, trained] = ["params.", prefix].map((start) =>
    entries.filter(([name]) => name.startsWith(start)),
  ) as [typeof entries, typeof entries];
  if (trained.length !== used.length) throw noCheckpoint("the weights that are trained beside their average");
  return Object.fromEntries([
    ...entries.filter(([name]) => !name.startsWith("params.") && !name.startsWith(prefix)),
    ...trained.map(([name, tensor]) => [`params.${name.slice(prefix.length)}`, tensor] as const),
  ]);
}

const trainedName = "trained";

function selectionIn({ selection }: Readonly<Record<string, string>>): Selection {
  return stored(
    selectionSchema,
    selection,
    `a best loss, its step and the step of the last evaluation as "selection" in the metadata`,
  );
}

function stageIn(
  { stage }: Readonly<Record<string, string>>,
  { stages }: Pick<Trainable, "stages">,
): Stage | null {
  if (stages === undefined) return null;
  const expected = `the number of a length from 0 to ${stages.lengths.length - 1} and its first step as "stage" in the metadata`;
  const found = stored(stageSchema, stage, expected);
  if (stages.lengths[found.index] === undefined) throw noCheckpoint(expected);
  return found;
}

/** The value in `json`. @throws {TenetError} `CHECKPOINT_MISMATCH` when it does not fit `schema`. */
function stored<Value>(
  schema: GenericSchema<unknown, Value>,
  json: string | undefined,
  expected: string,
): Value {
  const { success, output } = safeParse(schema, parsed(json ?? ""));
  if (success) return output;
  throw noCheckpoint(expected);
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

const recentNames = { loss: "recent.loss", accuracy: "recent.accuracy" } as const;

/** The measures as float64 tensors, so that they are restored exactly. */
function recentTensors(recent: readonly Measures[]): CheckpointContents["tensors"] {
  const column = (key: keyof Measures): StoredTensor => ({
    dtype: "F64",
    shape: [recent.length],
    data: Float64Array.from(recent, (measures) => measures[key]),
  });
  return { [recentNames.loss]: column("loss"), [recentNames.accuracy]: column("accuracy") };
}

function recentIn(loss: StoredTensor | undefined, accuracy: StoredTensor | undefined): readonly Measures[] {
  if (loss?.dtype !== "F64" || accuracy?.dtype !== "F64" || loss.data.length !== accuracy.data.length)
    throw noCheckpoint(`tensors "${recentNames.loss}" and "${recentNames.accuracy}" of equal length`);
  return Array.from(loss.data, (value, step) => ({ loss: value, accuracy: accuracy.data[step] as number }));
}

function noCheckpoint(expected: string): TenetError {
  const next = "A file of weights is not a checkpoint: pass the checkpoint.safetensors of a run.";
  return new TenetError("CHECKPOINT_MISMATCH", problem("resume", expected, phrase("none"), next));
}
