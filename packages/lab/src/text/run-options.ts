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
  /** The steps in which the learning rate rises to its full value. */
  readonly warmUp: number;
  /** The step at which the learning rate arrives at a hundredth, along a cosine; null if it decays in steps. */
  readonly cosine: number | null;
  readonly decay: number;
  readonly decayEvery: number;
  readonly validationShare: number;
};

/** The steps in which the learning rate rises, and the fraction of all steps that they may be. */
const [warmUp, warmUpShare] = [100, 0.1];

/** The options that the controls describe. */
export function runOptions(values: TextValues): RunOptions {
  const { cell, layers, hiddenSize, dropout, batch, window, seed, steps } = values;
  return {
    cell,
    layers,
    hiddenSize,
    initialisation: "default",
    embedding: null,
    tied: false,
    dropout,
    batch,
    time: window,
    seed,
    optimizer: "adam",
    clip: 1,
    warmUp: Math.min(warmUp, Math.floor(warmUpShare * steps)),
    cosine: steps,
    decay: 1,
    decayEvery: 1,
    validationShare: 0.1,
  };
}

/** The values of the controls that have these options. */
export function controlsOf({ cell, layers, hiddenSize, dropout, batch, time, seed }: RunOptions) {
  return {
    ...{ cell, layers, hiddenSize, dropout, batch, seed },
    window: time,
  } as const satisfies Partial<TextValues>;
}

/** A cosine from the end of the warm-up to step `steps`, as the command line has it. */
export function cosineOf(
  { warmUp }: Pick<RunOptions, "warmUp">,
  { learningRate, steps }: Pick<TextValues, "learningRate" | "steps">,
): { readonly over: number; readonly to: number } {
  return { over: Math.max(1, steps - warmUp), to: lowest * learningRate };
}

/** The fraction of the learning rate at which a cosine ends. */
const lowest = 0.01;

/** The options, whose cosine ends where the reader wants a pause now. */
export function optionsNow(options: RunOptions, { steps }: Pick<TextValues, "steps">): RunOptions {
  return options.cosine === null ? options : { ...options, cosine: steps };
}

/** Whether a run with these options is the one that the controls describe. How far it has come on its schedule does not matter. */
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
