import { type Checkpoint, restoreParams } from "@tenetjs/checkpoints";
import { phrase, problem, seed, TenetError } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import type { Vocabulary } from "@tenetjs/datasets";
import type { LanguageModel, LanguageModelParams } from "@tenetjs/models";
import { readRun } from "./read-run.ts";
import { languageModelOf, type TextRun, vocabularyOf } from "./text-run.ts";
import { type WeightsChoice, weightsFile } from "./weights-file.ts";

/** A run on text, its weights not on any backend yet. */
export type StoredLanguageModel = {
  readonly run: TextRun;
  readonly vocabulary: Vocabulary;
  readonly model: LanguageModel;
  /** Where the weights are from. */
  readonly weights: WeightsSource;
  readonly tensors: Checkpoint["tensors"];
};

/** A run on text with its weights. */
export type LoadedLanguageModel = Omit<StoredLanguageModel, "tensors"> & {
  /** The caller's to dispose. */
  readonly params: LanguageModelParams;
};

export type WeightsSource = {
  readonly file: string;
  /** The training step that they are of; null where the file does not say. */
  readonly step: number | null;
};

/**
 * The language model of the run at `path`, a directory or one of its files. Needs no backend.
 *
 * @throws {TenetError} `NO_RUN` when there is none, or one that is not on text; `CHECKPOINT_CORRUPT` naming the byte at fault.
 */
export async function readLanguageModel(path: string, choice?: WeightsChoice): Promise<StoredLanguageModel> {
  const file = weightsFile(path, choice);
  const { run, tensors, metadata } = await readRun(file);
  if (run.task === "palindrome") {
    const next = "Train one by tenet train text, or tenet train chat.";
    throw new TenetError(
      "NO_RUN",
      problem("tenet", `a run on text at ${path}`, phrase(`one on ${run.task}s`), next),
    );
  }
  const weights = { file, step: metadata.step === undefined ? null : Number(metadata.step) };
  return { run, vocabulary: vocabularyOf(run), model: languageModelOf(run), weights, tensors };
}

/**
 * `stored` with its weights on the backend that is current.
 *
 * @throws {TenetError} `CHECKPOINT_MISMATCH` when the weights are not those of the network described.
 */
export function loadLanguageModel({ tensors, ...stored }: StoredLanguageModel): LoadedLanguageModel {
  const like = stored.model.init(seed(0));
  try {
    return { ...stored, params: restoreParams(like, tensors) };
  } finally {
    disposeTree(like);
  }
}

/** Which weights are used, in a line. */
export function weightsLine({ file, step }: WeightsSource): string {
  return `weights: ${file}${step === null ? "" : `, step ${step}`}`;
}
