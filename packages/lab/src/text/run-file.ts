import {
  type Checkpoint,
  decodeSafetensors,
  encodeSafetensors,
  type StoredTensor,
} from "@tenetjs/checkpoints";
import { describedRun, parseRun, type RunDescription } from "@tenetjs/checkpoints/run-file";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { type Vocabulary, vocabularyFromJSON } from "@tenetjs/datasets";
import { parameterCount } from "@tenetjs/models";
import { networkOptions, type RunOptions } from "./run-options.ts";
import type { Evaluation, Source } from "./text-facts.ts";
import { nameOf } from "./text-name.ts";

/** A network as a file has it. */
export type RunFile = {
  readonly options: RunOptions;
  readonly learningRate: number;
  readonly vocabulary: Vocabulary;
  /** The texts that it was trained on: the name of each, and the checksum of its bytes. */
  readonly texts: readonly { readonly name: string; readonly sha256: string }[];
  readonly checkpoint: Checkpoint;
  readonly bytes: Uint8Array;
  /** Whether the file has all that is needed to train on, rather than the weights alone. */
  readonly resumable: boolean;
};

export type DescribedRun = {
  readonly options: RunOptions;
  readonly learningRate: number;
  readonly vocabulary: Vocabulary;
  readonly sources: readonly (Pick<Source, "file" | "kind" | "sha256" | "chat"> & {
    readonly tokens: number;
  })[];
};

/**
 * A safetensors file with the training state and the description of the run, in the form of the command line: `tenet sample`, `inspect` and `resume` read
 * it. It does not contain the text.
 */
export function encodeRun(
  run: DescribedRun,
  { tensors, metadata }: Pick<Checkpoint, "tensors" | "metadata">,
  evaluations: readonly Evaluation[],
): Uint8Array {
  const none: StoredTensor = { dtype: "F64", shape: [0], data: new Float64Array() };
  return encodeSafetensors(
    { ...tensors, "recent.loss": none, "recent.accuracy": none },
    {
      ...metadata,
      run: JSON.stringify(descriptionOf(run)),
      selection: JSON.stringify(selectionOf(evaluations)),
    },
  );
}

/**
 * The network in a file that {@link encodeRun} or the command line wrote.
 *
 * @throws {TenetError} `CHECKPOINT_CORRUPT` or `BAD_RUN` when it is damaged; `RUN_VERSION` when a later version of Tenet wrote it; `NO_RUN` when it is not that of a network that writes characters.
 */
export function decodeRun(bytes: Uint8Array, file: string): RunFile {
  const { tensors: all, metadata, ...rest } = decodeSafetensors(bytes, { file });
  if (metadata.run === undefined)
    throw noRun(file, "the description of a network beside its weights", phrase("none"));
  const described = read(parseRun(metadata.run, file), file);
  const { "recent.loss": _, "recent.accuracy": __, ...tensors } = all;
  const own = Object.entries(tensors).filter(([name]) => name.startsWith("params."));
  const weights = own.length > 0 ? own : Object.entries(tensors);
  const stored = weights.reduce((sum, [, { data }]) => sum + data.length, 0);
  const { total } = parameterCount(networkOptions(described.options, described.vocabulary.size));
  // Checked before anything is made: a file may claim any size.
  if (stored !== total)
    throw noRun(file, `the ${total.toLocaleString("en")} parameters of its network`, stored);
  return {
    ...described,
    checkpoint: { ...rest, tensors, metadata },
    bytes,
    resumable: own.length > 0 && described.resumable,
  };
}

/** The description of a run, as it stands in its file. */
export function descriptionOf({ options, learningRate, vocabulary, sources }: DescribedRun): RunDescription {
  const chat = sources[0]?.chat;
  const kept = {
    vocabulary: "characters",
    initFrom: null,
    forgetBias: 1,
    preset: "course",
    evaluateEvery: 500,
    patience: null,
    learningRate,
    ...untouched,
    ...options,
  };
  return describedRun({
    network: { kind: "language-model", options: networkOptions(options, vocabulary.size) },
    vocabulary: vocabulary.toJSON(),
    task: chat === undefined ? "text" : "chat",
    options: chat === undefined ? { keepGutenberg: false, proportions: null, ...kept } : { ...chat, ...kept },
    data: { sources: sources.map(describedSource), initialWeights: null },
  });
}

/** Options of the command line that pages do not have. A run with other values cannot be resumed in a page. */
const untouched = {
  ...{ carryState: false, inputDropout: 0, weightDecay: null, average: null },
} as const;

function describedSource({ file, kind, sha256, chat, tokens }: DescribedRun["sources"][number]) {
  // The file of a chat is often named after a person.
  const name = chat?.pseudonymise ? "chat" : nameOf(file);
  const origin = chat?.pseudonymise
    ? { kind: "hidden" }
    : kind === "story"
      ? { kind: "sample", name }
      : { kind: "file", path: file };
  return { name, origin, sha256, tokens };
}

function selectionOf(evaluations: readonly Evaluation[]) {
  const last = evaluations.at(-1);
  const best = evaluations.reduce<Evaluation | undefined>(
    (least, one) => (one.loss < (least?.loss ?? Number.POSITIVE_INFINITY) ? one : least),
    undefined,
  );
  const since = best === undefined ? 0 : evaluations.filter(({ step }) => step > best.step).length;
  return {
    best: best === undefined ? null : { step: best.step, loss: best.loss },
    since,
    at: last?.step ?? 0,
  };
}

/** The names and checksums of the texts of a run, as its task writes them. */
type Data = {
  readonly sources?: readonly { readonly name?: unknown; readonly sha256?: unknown }[];
};

function read(
  { options, vocabulary, data }: RunDescription,
  file: string,
): Omit<RunFile, "checkpoint" | "bytes"> {
  const { sources = [] } = (data ?? {}) as Data;
  return {
    options: optionsIn(options, file),
    learningRate: number(options, "learningRate", file),
    vocabulary: vocabularyIn(vocabulary, file),
    resumable:
      sources.length <= 2 &&
      (options.proportions ?? null) === null &&
      Object.entries(untouched).every(([name, value]) => options[name] === value),
    texts: sources.map(({ name, sha256 }) => ({ name: String(name), sha256: String(sha256) })),
  };
}

function vocabularyIn(value: RunDescription["vocabulary"], file: string): Vocabulary {
  if (value?.kind === "characters") return vocabularyFromJSON(value);
  throw noRun(file, "a network that writes characters", phrase(value?.kind ?? "none"));
}

function optionsIn(options: Partial<Record<string, unknown>>, file: string): RunOptions {
  const of = (name: string) => number(options, name, file);
  const { cell, initialisation, embedding, tied, optimizer, cosine } = options as Partial<RunOptions>;
  return {
    cell: cell as RunOptions["cell"],
    initialisation: initialisation as RunOptions["initialisation"],
    optimizer: optimizer as RunOptions["optimizer"],
    embedding: embedding ?? null,
    tied: tied === true,
    layers: of("layers"),
    hiddenSize: of("hiddenSize"),
    dropout: of("dropout"),
    batch: of("batch"),
    time: of("time"),
    seed: of("seed"),
    clip: of("clip"),
    warmUp: of("warmUp"),
    cosine: cosine === null ? null : of("cosine"),
    decay: of("decay"),
    decayEvery: of("decayEvery"),
    validationShare: of("validationShare"),
  };
}

function number(options: Partial<Record<string, unknown>>, name: string, file: string): number {
  const value = options[name];
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw noRun(file, `a number as ${name} in its description`, value);
}

function noRun(file: string, expected: string, got: unknown): TenetError {
  const next = "Take a file that this page saved, or one of a run of tenet train text or chat.";
  return new TenetError("NO_RUN", problem(file, expected, got, next));
}
