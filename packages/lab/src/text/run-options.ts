import type { CellName } from "@tenetjs/cells";
import type { LanguageModelOptions } from "@tenetjs/models";
import type { OptimizerOptions } from "@tenetjs/training";
import type { TextValues } from "./text-facts.ts";

/** What cannot change while a network trains: the network, and how it is trained. The names are those of the command line's runs. */
export type RunOptions = {
  readonly cell: CellName;
  readonly layers: number;
  readonly hiddenSize: number;
  readonly initialisation: NonNullable<LanguageModelOptions["initialisation"]>;
  readonly embedding: number | null;
  readonly tied: boolean;
  readonly dropout: number;
  readonly batch: number;
  readonly time: number;
  readonly seed: number;
  readonly optimizer: OptimizerOptions["name"];
  readonly clip: number;
  readonly decay: number;
  readonly decayEvery: number;
  readonly validationShare: number;
};

/** How often the learning rate falls until the last step that is wanted when a run begins: to 0.9^20, an eighth. */
const decays = 20;

/** The options that the controls describe. */
export function runOptions({ cell, layers, hiddenSize, batch, window, seed, steps }: TextValues): RunOptions {
  return {
    cell,
    layers,
    hiddenSize,
    initialisation: "default",
    embedding: null,
    tied: false,
    dropout: 0,
    batch,
    time: window,
    seed,
    optimizer: "adam",
    clip: 1,
    decay: 0.9,
    decayEvery: Math.max(1, Math.round(steps / decays)),
    validationShare: 0.1,
  };
}

/** The values of the controls that have these options. */
export function controlsOf({ cell, layers, hiddenSize, batch, time, seed }: RunOptions) {
  return { cell, layers, hiddenSize, batch, window: time, seed } as const satisfies Partial<TextValues>;
}

/** Whether a run with these options is the one that the controls describe. Its schedule is that of the steps that were wanted when it began. */
export function isRunOf(values: TextValues, options: RunOptions): boolean {
  const wanted: Readonly<Record<string, unknown>> = values;
  return Object.entries(controlsOf(options)).every(([name, value]) => wanted[name] === value);
}

/** The options of the network of a run. */
export function networkOptions(
  { cell, layers, hiddenSize, initialisation, embedding, tied, dropout }: RunOptions,
  vocabularySize: number,
): LanguageModelOptions {
  return {
    cell,
    layers,
    hiddenSize,
    initialisation,
    tied,
    dropout,
    vocabularySize,
    ...(embedding === null ? {} : { embedding }),
  };
}
