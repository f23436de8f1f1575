import type {
  LanguageModelOptions,
  Network,
  RecurrentOptions,
  RegressorOptions,
  SequenceClassifierOptions,
  SequenceOptions,
} from "@tenetjs/models";
import { cellNames, initialisationNames } from "@tenetjs/models/names";
import {
  boolean,
  exactOptional,
  type GenericSchema,
  integer,
  literal,
  minValue,
  number,
  picklist,
  pipe,
  strictObject,
  tuple,
  union,
  variant,
} from "valibot";

/** The options of a type, each with a schema: one that is added to the type has to be added here. */
type Entries<Options> = { readonly [Name in keyof Options]-?: GenericSchema };

const size = pipe(number(), integer("an integer of at least 1"), minValue(1, "an integer of at least 1"));

const recurrent = {
  cell: exactOptional(picklist(cellNames)),
  hiddenSize: exactOptional(size),
  layers: exactOptional(size),
  dropout: exactOptional(number()),
  initialisation: exactOptional(picklist(initialisationNames)),
  forgetBias: exactOptional(union([number(), strictObject({ chrono: number() })])),
  temporalGate: exactOptional(
    union([
      picklist(["uva2018", "neil2016", "tf-contrib"]),
      strictObject({
        period: exactOptional(tuple([number(), number()])),
        openRatio: exactOptional(number()),
        leak: exactOptional(number()),
        leakAtTest: exactOptional(number()),
        shiftSign: exactOptional(picklist(["minus", "plus"])),
        output: exactOptional(picklist(["gated", "proposed"])),
      }),
    ]),
  ),
} satisfies Entries<RecurrentOptions>;

const input = variant("kind", [
  strictObject({ kind: picklist(["vector", "one-hot"]), size }),
  strictObject({ kind: literal("embedding"), size, dimensions: exactOptional(size) }),
]);

const languageModel = {
  ...recurrent,
  vocabularySize: size,
  embedding: exactOptional(size),
  tied: exactOptional(boolean()),
  inputDropout: exactOptional(number()),
} satisfies Entries<LanguageModelOptions>;

const sequence = {
  ...recurrent,
  input,
  bidirectional: exactOptional(boolean()),
} satisfies Entries<SequenceOptions>;

const classifier = { ...sequence, classes: size } satisfies Entries<SequenceClassifierOptions>;
const regressor = { ...sequence, outputs: exactOptional(size) } satisfies Entries<RegressorOptions>;

/** The form of a network in a file. What its options may be, the functions that make models check: only the form is checked here. */
export const networkSchema: GenericSchema<unknown, Network> = variant("kind", [
  strictObject({ kind: literal("language-model"), options: strictObject(languageModel) }),
  strictObject({
    kind: picklist(["sequence-classifier", "step-classifier"]),
    options: strictObject(classifier),
  }),
  strictObject({
    kind: picklist(["sequence-regressor", "step-regressor"]),
    options: strictObject(regressor),
  }),
]);
