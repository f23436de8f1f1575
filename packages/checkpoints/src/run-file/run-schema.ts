import { vocabularyFromJSON } from "@tenetjs/datasets";
import {
  array,
  check,
  forward,
  type InferOutput,
  literal,
  nullable,
  partialCheck,
  picklist,
  pipe,
  readonly,
  record,
  strictObject,
  string,
  unknown,
  variant,
} from "valibot";
import { networkSchema } from "./network-schema.ts";

/** The version of the form in which files describe a run. A change that older files do not fit increments it, and adds a migration. */
export const runVersion = 3;

const savedVocabulary = variant("kind", [
  strictObject({ kind: literal("bytes") }),
  strictObject({ kind: picklist(["characters", "words"]), tokens: pipe(array(string()), readonly()) }),
]);

/** The form of a run in a file: which network it trained, on what, and what is needed to use it or to train on. */
export const runSchema = pipe(
  strictObject({
    version: literal(runVersion),
    /** The version of Tenet that wrote it. */
    tenet: string(),
    network: networkSchema,
    /** The tokens in the order of their ids; null for a network that reads no text. */
    vocabulary: nullable(
      pipe(
        savedVocabulary,
        check(isVocabulary, "a vocabulary, whose tokens are distinct and in code-point order"),
      ),
    ),
    /** The task of the command line that trained it; null for a run of another program. */
    task: nullable(string()),
    /** The build of the kernels on wasm that it trains with; null for a run that has not trained on wasm, or does not say. */
    kernels: nullable(picklist(["strict", "relaxed"])),
    /** The values of the task's options that must stay on resume, by name. */
    options: record(string(), unknown()),
    /** What the task read, and what it found there; null for a task that reads nothing. */
    data: unknown(),
  }),
  forward(
    partialCheck(
      [["network"], ["vocabulary"]],
      ({ network, vocabulary }) => (network.kind === "language-model") === (vocabulary !== null),
      "a vocabulary if the network is a language model, and else null",
    ),
    ["vocabulary"],
  ),
);

/** A run as a file describes it. Its options and its data may be anything: they are its task's. */
export type RunDescription = Readonly<InferOutput<typeof runSchema>>;

function isVocabulary(value: InferOutput<typeof savedVocabulary>): boolean {
  try {
    vocabularyFromJSON(value);
    return true;
  } catch {
    return false;
  }
}
