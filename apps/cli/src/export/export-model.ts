import { join } from "node:path";
import { ensureWritable, writeAtomically, writeCheckpoint } from "@tenetjs/checkpoints/node";
import { parametersIn } from "@tenetjs/checkpoints/run-file";
import { describeVocabulary, type VocabularyReport } from "../inspect/describe-vocabulary.ts";
import type { OptionTable } from "../options/option.ts";
import type { Run } from "../run/run.ts";
import type { StoredWeights } from "../run/stored-weights.ts";
import { taskOf } from "../tasks/all-tasks.ts";
import { type CellDescription, describeCell } from "./describe-cell.ts";

/** The version of the form of `model.json`. A change that readers have to know of increments it. */
export const modelVersion = 1;

/** A trained network as another program needs it: the contents of `model.json`. Its weights are in a safetensors file beside it. */
export type ModelDescription = {
  readonly format: "tenet-model";
  readonly version: typeof modelVersion;
  readonly task: string;
  /** The options of the run that are no paths, under the names of `run.json`. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly cell: CellDescription;
  /** The tokens in the order of their ids; null for a network that reads no text. */
  readonly vocabulary: VocabularyReport | null;
  /** The file of the weights, and the training step that they are of. */
  readonly weights: { readonly file: string; readonly step: number | null };
  /** The tensors in that file, in row-major order. Layer n has those whose names start with `layers.n.`. */
  readonly tensors: readonly {
    readonly name: string;
    readonly dtype: string;
    readonly shape: readonly number[];
  }[];
};

/** The files that an export writes. */
export const exportFiles = { weights: "weights.safetensors", model: "model.json" } as const;

/**
 * Writes weights and their description to `directory`, and returns the paths. The names and the origins of the training texts are left
 * out.
 *
 * @throws {TenetError} `OUTPUT_UNWRITABLE` when the directory is not writable.
 */
export async function exportModel(
  { run, source: { step }, tensors }: StoredWeights,
  directory: string,
): Promise<{ readonly weights: string; readonly model: string }> {
  await ensureWritable(directory);
  const own = parametersIn(tensors);
  const description: ModelDescription = {
    format: "tenet-model",
    version: modelVersion,
    task: run.task,
    options: await withoutPaths(run),
    cell: describeCell(run.options.cell),
    vocabulary: await describeVocabulary(run),
    weights: { file: exportFiles.weights, step },
    tensors: Object.entries(own)
      .map(([name, { dtype, shape }]) => ({ name, dtype, shape }))
      .sort((a, b) => a.name.localeCompare(b.name, "en", { numeric: true })),
  };
  const weights = join(directory, exportFiles.weights);
  const model = join(directory, exportFiles.model);
  await writeCheckpoint(weights, own, step === null ? {} : { step: String(step) });
  await writeAtomically(model, `${JSON.stringify(description, null, 2)}\n`);
  return { weights, model };
}

async function withoutPaths(run: Run): Promise<ModelDescription["options"]> {
  const { options }: { readonly options: OptionTable } = await taskOf(run);
  const kept = Object.entries(run.options).filter(([name]) => options[name]?.type.isPath !== true);
  return Object.fromEntries(kept);
}
