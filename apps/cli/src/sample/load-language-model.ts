import { phrase, problem, seed, TenetError } from "@tenetjs/core";
import type { LanguageModelParams } from "@tenetjs/models";
import {
  paramsFrom,
  readStoredWeights,
  type StoredWeights,
  type WeightsSource,
} from "../run/stored-weights.ts";
import type { WeightsChoice } from "../run/weights-file.ts";
import { allTasks, taskOf } from "../tasks/all-tasks.ts";
import type { Language } from "../tasks/task.ts";

/** A trained language model, its weights not on any backend yet. */
export type StoredLanguageModel = Language & {
  /** Where the weights are from. */
  readonly weights: WeightsSource;
  readonly tensors: StoredWeights["tensors"];
};

/** A language model with its weights. */
export type LoadedLanguageModel = Omit<StoredLanguageModel, "tensors"> & {
  /** The caller's to dispose. */
  readonly params: LanguageModelParams;
};

/**
 * The language model of the run at `path`, a directory or one of its files. Needs no backend.
 *
 * @throws {TenetError} `NO_RUN` when there is none, or one that is not on text; `CHECKPOINT_CORRUPT` naming the byte at fault.
 */
export async function readLanguageModel(
  path: string,
  choice: WeightsChoice | null,
): Promise<StoredLanguageModel> {
  const { run, source, tensors } = await readStoredWeights(path, choice);
  const language = taskOf(run).language?.(run);
  if (language !== undefined) return { ...language, weights: source, tensors };
  const writing = allTasks.filter(({ language }) => language !== undefined);
  const next = `Train one by ${writing.map(({ name }) => `tenet train ${name}`).join(", or ")}.`;
  throw new TenetError(
    "NO_RUN",
    problem("tenet", `a run on text at ${path}`, phrase(`one of ${run.task}`), next),
  );
}

/**
 * `stored` with its weights on the backend that is current.
 *
 * @throws {TenetError} `CHECKPOINT_MISMATCH` when the weights are not those of the network described.
 */
export function loadLanguageModel({ tensors, ...stored }: StoredLanguageModel): LoadedLanguageModel {
  return { ...stored, params: paramsFrom({ tensors }, () => stored.model.init(seed(0))) };
}
