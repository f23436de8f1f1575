import { restoreParams } from "@tenetjs/checkpoints";
import { phrase, problem } from "@tenetjs/core";
import { disposeTree, type TensorTree } from "@tenetjs/core/tensors";
import { byteVocabulary, characterVocabulary, type Vocabulary, wordVocabulary } from "@tenetjs/datasets";
import { disposeTrainingState } from "@tenetjs/training";
import type { Command } from "commander";
import { startBackend } from "../backend.ts";
import type { ReadCorpus } from "../corpus/read-corpus.ts";
import { isGiven, settled } from "../options/settled.ts";
import { presets, samplesOf, type TextOptions } from "../options/text-options.ts";
import { execute } from "../run/execute.ts";
import { readWeights, type StartingWeights } from "../run/read-weights.ts";
import { newRunDirectory } from "../run/run-directory.ts";
import { newRunState } from "../run/run-state.ts";
import type { Task } from "../run/task.ts";
import { type TextRun, vocabularyOf } from "../run/text-run.ts";
import { textTask } from "../run/text-task.ts";
import { trainingTrial } from "../run/training-trial.ts";
import type { Terminal } from "../terminal/terminal.ts";

export type TrainOnText = {
  readonly terminal: Terminal;
  /** The command that `options` were given to. */
  readonly command: Command;
  readonly options: TextOptions;
  readonly task: TextRun["task"];
  readonly corpus: ReadCorpus;
  /** One for each source. Default: how long it is. */
  readonly weights?: readonly number[] | undefined;
};

/** Trains a language model on texts that were read, as `train text` and `train chat` do. */
export async function trainOnText({
  terminal,
  command,
  options: given,
  corpus,
  ...request
}: TrainOnText): Promise<void> {
  const starting = given.initFrom === undefined ? undefined : await readWeights(given.initFrom);
  const preset = settled(command, given, presets[given.preset]);
  const options = starting === undefined ? preset : withNetworkOf(command, preset, starting.run);
  const texts = corpus.sources.map(({ text }) => text);
  const vocabulary =
    starting === undefined ? vocabularyFor(options.vocabulary, texts) : vocabularyOf(starting.run);
  const tokens = texts.map((text) => vocabulary.encode(text));

  const sources = corpus.sources.map(({ name, origin, sha256 }, index) => {
    const count = tokens[index]?.length ?? 0;
    return { name, origin, sha256, tokens: count, weight: request.weights?.[index] ?? count };
  });
  const run: TextRun = {
    ...described(options, vocabulary),
    task: request.task,
    initFrom: starting?.origin ?? null,
    corpus: {
      sources,
      shares: { train: 1 - options.validationShare, validation: options.validationShare },
      chat: corpus.chat,
    },
  };
  const task = textTask(run, tokens);
  const backend = await startBackend(terminal, options, () => trainingTrial(task));
  const directory = options.out === undefined ? undefined : await newRunDirectory(options.out, run);
  const state = newRunState(task, starting && startingParams(task, starting));
  try {
    await execute({
      ...options,
      ...samplesOf(options),
      ...{ terminal, run, task, state, backend, json: options.json === true },
      ...(directory === undefined ? {} : { directory }),
    });
  } finally {
    disposeTrainingState(state.training);
  }
}

function vocabularyFor(kind: TextOptions["vocabulary"], texts: readonly string[]): Vocabulary {
  if (kind === "bytes") return byteVocabulary();
  return kind === "words" ? wordVocabulary(texts) : characterVocabulary(texts);
}

/** What the options say of the network and its training. */
function described(
  options: TextOptions,
  vocabulary: Vocabulary,
): Omit<TextRun, "task" | "initFrom" | "corpus"> {
  const { cell, hidden, layers, dropout, window, batch, optimizer, learningRate, clip, seed } = options;
  const { init, evaluateEvery, tied = false, carryState = false, decay, decayEvery } = options;
  return {
    ...{ cell, hidden, layers, dropout, window, batch, carryState, optimizer, learningRate, clip, seed },
    embedding: options.embedding ?? (tied ? hidden : null),
    tied,
    initialisation: init,
    decay: { factor: decay, every: decayEvery },
    patience: options.patience ?? null,
    evaluateEvery,
    vocabulary: vocabulary.toJSON(),
  };
}

/** `options` with the form of `run`'s network. @throws {RangeError} when another one was asked for. */
function withNetworkOf(command: Command, options: TextOptions, run: TextRun): TextOptions {
  const { cell, hidden, layers, tied, vocabulary } = run;
  const network = { cell, hidden, layers, tied, vocabulary: vocabulary.kind };
  const kept = run.embedding === null ? network : { ...network, embedding: run.embedding };
  for (const [name, value] of Object.entries({ embedding: undefined, ...kept })) {
    const asked = options[name as keyof TextOptions];
    if (!isGiven(command, name) || asked === value) continue;
    const next = "Its weights fit no other network: leave the option out, or start from fresh weights.";
    const expected = `--${name} ${value ?? "left out"}, as in that run`;
    throw new RangeError(problem("--init-from", expected, phrase(String(asked)), next));
  }
  return settled(command, options, kept);
}

function startingParams(task: Task, { tensors }: StartingWeights): TensorTree {
  const like = task.initialParams();
  try {
    return restoreParams(like, tensors);
  } finally {
    disposeTree(like);
  }
}
