import { networkOptions } from "../../options/network-options.ts";
import { optimisationOptions } from "../../options/optimisation-options.ts";
import { type KeptValues, option, optionGroup, type ValuesOf, withDefaults } from "../../options/option.ts";
import { runOptions } from "../../options/run-options.ts";
import {
  atLeastZero,
  belowOne,
  choice,
  fraction,
  integer,
  path,
  positive,
  text,
  toggle,
} from "../../options/value-types.ts";

/**
 * The values of each preset. "course" is the setting of the University of Amsterdam's course of 2018 for books. "adam" reaches a lower
 * held-out loss in fewer steps. "best" has about a million parameters for a text of 65 characters, and takes thousands of steps; its cosine ends with the
 * steps that are asked for.
 */
export const presets = {
  course: { optimizer: "rmsprop", learningRate: 2e-3, decay: 0.96, decayEvery: 5000, clip: 5, dropout: 0 },
  adam: { optimizer: "adam", learningRate: 5e-3, decay: 0.96, decayEvery: 5000, clip: 1, dropout: 0.2 },
  best: {
    cell: "lstm",
    layers: 1,
    hiddenSize: 456,
    dropout: 0.5,
    embedding: 64,
    inputDropout: 0.15,
    batch: 32,
    time: 100,
    carryState: true,
    optimizer: "adamw",
    learningRate: 2e-3,
    weightDecay: 0.05,
    warmUp: 200,
    clip: 1,
    average: 0.999,
  },
} as const;

const { course } = presets;

/** The options of the tasks that train a language model. */
export const languageOptions = withDefaults(
  {
    ...optionGroup(
      { heading: "Text", resume: "must stay" },
      {
        vocabulary: option({
          flag: "--vocabulary <kind>",
          type: choice(["characters", "words", "bytes"]),
          default: "characters",
          help: "kind of token",
        }),
        time: option({
          flag: "--window <n>",
          type: integer(1),
          default: 30,
          help: "sequence length in tokens, over which gradients flow back",
        }),
        carryState: option({
          flag: "--carry-state",
          type: toggle,
          default: false,
          help: "read the text in order and carry the state over, instead of drawing random windows",
        }),
        validationShare: option({
          flag: "--validation-share <share>",
          type: fraction,
          default: 0.1,
          help: "share of each text that is held out, taken from its end",
        }),
        initFrom: option({
          flag: "--init-from <run>",
          type: path,
          otherwise: "fresh weights",
          help: "start from the weights and vocabulary of this run, or of one of its safetensors files",
        }),
      },
    ),
    ...optionGroup(
      { heading: "Samples while training", resume: "may change" },
      {
        sampleEvery: option({
          flag: "--sample-every <n>",
          type: integer(0),
          default: 500,
          help: "steps between samples; 0 for none",
        }),
        sampleLength: option({
          flag: "--sample-length <n>",
          type: integer(1),
          default: 30,
          help: "tokens per sample",
        }),
        prompt: option({
          flag: "--prompt <text>",
          type: text,
          otherwise: "a token drawn from the text",
          help: "text for samples to continue",
        }),
        temperature: option({
          flag: "--temperature <t>",
          type: positive,
          otherwise: "always the most likely token",
          help: "draw samples at this temperature",
        }),
      },
    ),
    ...networkOptions,
    ...optionGroup(
      { heading: "Network", resume: "must stay" },
      {
        embedding: option({
          flag: "--embedding <n>",
          type: integer(1),
          otherwise: "one-hot tokens",
          help: "learn an embedding of this size for each token",
        }),
        tied: option({
          flag: "--tied",
          type: toggle,
          default: false,
          help: "share the embedding with the output layer, which sets its size to the hidden size",
        }),
        dropout: option({
          flag: "--dropout <p>",
          type: belowOne,
          default: course.dropout,
          help: "dropout probability of the outputs of each layer",
        }),
        inputDropout: option({
          flag: "--input-dropout <p>",
          type: belowOne,
          default: 0,
          help: "dropout probability of what the first layer reads: one-hot tokens, or numbers of the embedding",
        }),
      },
    ),
    ...optionGroup(
      { heading: "Training", resume: "must stay" },
      {
        preset: option({
          flag: "--preset <name>",
          type: choice(Object.keys(presets) as (keyof typeof presets)[]),
          default: "course",
          help: "defaults of the optimizer and its schedule, of --clip and --dropout; best sets the network, too",
        }),
      },
    ),
    ...optimisationOptions,
    ...optionGroup(
      { heading: "Training", resume: "must stay" },
      {
        decay: option({
          flag: "--decay <factor>",
          type: positive,
          default: course.decay,
          help: "multiply the learning rate by this every --decay-every steps",
        }),
        decayEvery: option({
          flag: "--decay-every <n>",
          type: integer(1),
          default: course.decayEvery,
          help: "steps between decays of the learning rate",
        }),
        cosine: option({
          flag: "--cosine <n>",
          type: integer(1),
          conflicts: ["decay", "decayEvery"],
          otherwise: "--decay",
          help: "let the learning rate fall along a cosine, to 1% of it at step n",
        }),
        warmUp: option({
          flag: "--warm-up <n>",
          type: integer(0),
          default: 0,
          help: "steps in which the learning rate rises to its full value",
        }),
        weightDecay: option({
          flag: "--weight-decay <rate>",
          type: atLeastZero,
          otherwise: "0.01 for adamw, else 0",
          help: "weight decay; an L2 penalty unless the optimizer is adamw or lion",
        }),
        average: option({
          flag: "--average <decay>",
          type: fraction,
          otherwise: "no average",
          help: "evaluate, sample and save an exponential moving average of the weights, with this decay",
        }),
        patience: option({
          flag: "--patience <n>",
          type: integer(1),
          otherwise: "never",
          help: "stop after n evaluations without a lower held-out loss",
        }),
      },
    ),
    ...runOptions,
  },
  { optimizer: course.optimizer, learningRate: course.learningRate, clip: course.clip, steps: 5000 },
);

export type LanguageOptions = typeof languageOptions;
export type LanguageValues = ValuesOf<LanguageOptions>;
export type KeptLanguageValues = KeptValues<LanguageOptions>;
