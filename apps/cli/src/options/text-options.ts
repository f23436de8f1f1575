import type { VocabularyData } from "@tenetjs/datasets";
import { type Command, Option } from "commander";
import type { SampleOptions } from "../run/sample-writer.ts";
import { numberBelow, positiveNumber, positiveNumbers, shareBelowOne, wholeNumber } from "./numbers.ts";
import { type TrainingOptions, withExecutionOptions, withTrainingOptions } from "./training-options.ts";

/** What the commands that train on text take. */
export type TextOptions = TrainingOptions &
  SampleAsYouGoOptions & {
    readonly preset: PresetName;
    readonly window: number;
    readonly dropout: number;
    readonly decay: number;
    readonly decayEvery: number;
    readonly vocabulary: VocabularyData["kind"];
    readonly embedding?: number;
    readonly tied?: boolean;
    readonly carryState?: boolean;
    readonly validationShare: number;
    readonly patience?: number;
    readonly initFrom?: string;
    readonly out?: string;
  };

/** How samples are shown while a network trains: what may differ when the run is resumed. */
export type SampleAsYouGoOptions = {
  readonly sampleEvery: number;
  readonly sampleLength: number;
  readonly prompt?: string;
  readonly temperature?: number;
};

/** Their names, as commander has them. */
export const sampleOptions: readonly string[] = [
  "sampleEvery",
  "sampleLength",
  "prompt",
  "temperature",
] satisfies readonly (keyof SampleAsYouGoOptions)[];

export const presetNames = ["course", "adam"] as const;
export type PresetName = (typeof presetNames)[number];

/**
 * What a preset sets: "course" is how the University of Amsterdam's course of 2018 trained on books; "adam" gets to a lower held-out
 * loss, and in fewer steps.
 */
export const presets = {
  course: { optimizer: "rmsprop", learningRate: 2e-3, decay: 0.96, decayEvery: 5000, clip: 5, dropout: 0 },
  adam: { optimizer: "adam", learningRate: 5e-3, decay: 0.96, decayEvery: 5000, clip: 1, dropout: 0.2 },
} as const satisfies Record<PresetName, Partial<TextOptions>>;

/** The sizes that a command trains with by default. */
export type TextSizes = Pick<TextOptions, "layers" | "hidden" | "window">;

/** `command` with the options of training on text, at these sizes by default. */
export function withTextOptions(command: Command, { layers, hidden, window }: TextSizes): Command {
  const { course } = presets;
  withTrainingOptions(command, { ...course, cell: "lstm", layers, hidden, batch: 64, steps: 5000 });
  command
    .addOption(
      new Option(
        "--preset <name>",
        "optimizer, rate, decay, clip and dropout, where they are not given: the course's, or Adam's",
      )
        .choices(presetNames)
        .default("course"),
    )
    .option("--window <n>", "tokens a sequence: how far back gradients go", wholeNumber(1), window)
    .option(
      "--decay <factor>",
      "multiply the rate by this, each time --decay-every steps have passed",
      positiveNumber,
      course.decay,
    )
    .option("--decay-every <n>", "steps from one decay to the next", wholeNumber(1), course.decayEvery)
    .option(
      "--dropout <p>",
      "drop a layer's outputs in training, with this probability",
      numberBelow(0, 1),
      course.dropout,
    )
    .addOption(
      new Option("--vocabulary <kind>", "what a token is")
        .choices(["characters", "words", "bytes"])
        .default("characters"),
    )
    .option("--embedding <n>", "learn n numbers for each token (default: tokens are one-hot)", wholeNumber(1))
    .option("--tied", "share the embedding with the output layer; it is then as large as the hidden size")
    .option(
      "--carry-state",
      "read the text from start to end with the state carried over, not in windows from anywhere",
    )
    .option(
      "--validation-share <share>",
      "share of each text, at its end, that is held out",
      shareBelowOne,
      0.1,
    )
    .option("--patience <n>", "stop after n evaluations without a lower held-out loss", wholeNumber(1))
    .option(
      "--init-from <run>",
      "start from the weights of this run, or of a safetensors file of it, and its vocabulary",
    )
    .option("--out <directory>", "keep options, metrics, checkpoints, weights and curves here");
  return withSampleOptions(withExecutionOptions(command));
}

/** `command` with the options of samples as training goes. */
export function withSampleOptions(command: Command): Command {
  return command
    .option("--sample-every <n>", "steps between samples; 0 for none", wholeNumber(0), 500)
    .option("--sample-length <n>", "tokens of a sample", wholeNumber(1), 30)
    .option("--prompt <text>", "what samples go on from (default: a token drawn from the text)")
    .option(
      "--temperature <t>",
      "draw samples at this temperature (default: the likeliest token each time)",
      positiveNumber,
    );
}

/** `--weights`, for several texts. */
export function weightsOfTexts(): Option {
  return new Option(
    "--weights <list>",
    "how much of training comes from each text, such as 2,1 (default: as much as it is long)",
  ).argParser(positiveNumbers);
}

/** What `execute` is to know of samples: nothing where none are to be written. */
export function samplesOf({ sampleEvery, sampleLength, prompt, temperature }: SampleAsYouGoOptions): {
  readonly samples?: SampleOptions & { readonly every: number };
} {
  if (sampleEvery === 0) return {};
  return {
    samples: {
      every: sampleEvery,
      length: sampleLength,
      ...(prompt === undefined ? {} : { prompt }),
      ...(temperature === undefined ? {} : { temperature }),
    },
  };
}
