import type { RunDescription, WeightsChoice } from "@tenetjs/checkpoints/run-file";
import { seed, TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { vocabularyFromJSON } from "@tenetjs/datasets";
import { type LanguageModelParams, languageModel } from "@tenetjs/models";
import {
  paramsFrom,
  readStoredWeights,
  type StoredTensors,
  type StoredWeights,
  type WeightsSource,
} from "../run/stored-weights.ts";
import { allTasks } from "../tasks/all-tasks.ts";
import { checkParameters, openWeights } from "../tasks/open-run.ts";
import type { Language } from "../tasks/task.ts";

/** A trained language model whose weights are not yet on a backend. */
export type StoredLanguageModel = Language & {
  /** Where the weights come from. */
  readonly weights: WeightsSource;
  readonly tensors: StoredTensors;
};

/** A language model with its weights. */
export type LoadedLanguageModel = Omit<StoredLanguageModel, "tensors"> & {
  /** The caller disposes them. */
  readonly params: LanguageModelParams;
};

/**
 * The language model of the run at `path`, a directory or one of its files. It needs no backend.
 *
 * @throws {TenetError} `NO_RUN` when there is no run on text at `path`; `CHECKPOINT_CORRUPT` with the byte at fault.
 */
export async function readLanguageModel(
  path: string,
  choice: WeightsChoice | null,
): Promise<StoredLanguageModel> {
  const imported = importedLanguageModel(await readStoredWeights(path, choice));
  if (imported !== undefined) return imported;
  const { work, stored } = await openWeights(path, choice);
  const { run, source, tensors } = stored;
  const language = work.language?.(run, stored);
  if (language !== undefined) return { ...language, weights: source, tensors };
  const tasks = await allTasks();
  const works = await Promise.all(tasks.map(({ load }) => load()));
  const writing = tasks.filter((_, index) => works[index]?.language !== undefined);
  const next = `Train one with ${writing.map(({ name }) => `tenet train ${name}`).join(" or ")}.`;
  throw new TenetError(
    "NO_RUN",
    problem("run", `a run on text at ${path}`, phrase(`one of ${run.task}`), next),
  );
}

/** The language model of a run that no task of the command line trained, such as one that `tenet import` made; undefined for another run. */
function importedLanguageModel({
  run: { task, network, vocabulary },
  source,
  tensors,
}: StoredWeights<RunDescription>): StoredLanguageModel | undefined {
  if (task !== null || network.kind !== "language-model" || vocabulary === null) return undefined;
  checkParameters(network, { file: source.file, tensors });
  return {
    vocabulary: vocabularyFromJSON(vocabulary),
    model: languageModel(network.options),
    sources: async () => {
      throw new TenetError(
        "CORPUS_MISSING",
        problem("run", `the training texts of ${source.file}`, phrase("none")),
      );
    },
    weights: source,
    tensors,
  };
}

/**
 * `stored` with its weights on the current backend.
 *
 * @throws {TenetError} `CHECKPOINT_MISMATCH` when the weights do not fit the network.
 */
export function loadLanguageModel({ tensors, ...stored }: StoredLanguageModel): LoadedLanguageModel {
  return { ...stored, params: paramsFrom({ tensors }, () => stored.model.init(seed(0))) };
}
