import { networkOptions } from "../../options/network-options.ts";
import { optimisationOptions } from "../../options/optimisation-options.ts";
import { type KeptValues, option, optionGroup, type ValuesOf, withDefaults } from "../../options/option.ts";
import { runOptions } from "../../options/run-options.ts";
import {
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
 * What a preset sets: "course" is how the University of Amsterdam's course of 2018 trained on books; "adam" gets to a lower held-out
 * loss, and in fewer steps.
 */
export const presets = {
  course: { optimizer: "rmsprop", learningRate: 2e-3, decay: 0.96, decayEvery: 5000, clip: 5, dropout: 0 },
  adam: { optimizer: "adam", learningRate: 5e-3, decay: 0.96, decayEvery: 5000, clip: 1, dropout: 0.2 },
} as const;

const { course } = presets;

/** What the tasks take that train a language model. */
export const languageOptions = withDefaults(
  {
    ...optionGroup(
      { heading: "Text", resume: "must stay" },
      {
        vocabulary: option({
          flag: "--vocabulary <kind>",
          type: choice(["characters", "words", "bytes"]),
          default: "characters",
          help: "what a token is",
        }),
        time: option({
          flag: "--window <n>",
          type: integer(1),
          default: 30,
          help: "tokens a sequence: how far back gradients go",
        }),
        carryState: option({
          flag: "--carry-state",
          type: toggle,
          default: false,
          help: "read the text from start to end with the state carried over, not in windows from anywhere",
        }),
        validationShare: option({
          flag: "--validation-share <share>",
          type: fraction,
          default: 0.1,
          help: "share of each text, at its end, that is held out",
        }),
        initFrom: option({
          flag: "--init-from <run>",
          type: path,
          otherwise: "fresh weights",
          help: "start from the weights of this run, or of a safetensors file of it, and its vocabulary",
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
          help: "tokens of a sample",
        }),
        prompt: option({
          flag: "--prompt <text>",
          type: text,
          otherwise: "a token drawn from the text",
          help: "what samples go on from",
        }),
        temperature: option({
          flag: "--temperature <t>",
          type: positive,
          otherwise: "the likeliest token each time",
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
          otherwise: "tokens are one-hot",
          help: "learn n numbers for each token",
        }),
        tied: option({
          flag: "--tied",
          type: toggle,
          default: false,
          help: "share the embedding with the output layer; it is then as large as the hidden size",
        }),
        dropout: option({
          flag: "--dropout <p>",
          type: belowOne,
          default: course.dropout,
          help: "drop a layer's outputs in training, with this probability",
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
          help: "optimizer, rate, decay, clip and dropout, where they are not given: the course's, or Adam's",
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
          help: "multiply the learning rate by this, each time --decay-every steps have passed",
        }),
        decayEvery: option({
          flag: "--decay-every <n>",
          type: integer(1),
          default: course.decayEvery,
          help: "steps from one decay to the next",
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
