import { choice, range } from "../element/control.ts";
import { definition, type ElementOf } from "../element/definition.ts";
import { backendControl } from "../training/backend-control.ts";
import { cellChoices } from "../training/cell-choices.ts";
import {
  autoplayControl,
  clipControl,
  hiddenSizeControl,
  learningRateControl,
  seedControl,
  speedControl,
  trainingCommands,
  trainingEvents,
  trainingParts,
} from "../training/training-controls.ts";
import { lastName, memoryTexts, passageCount, passageLength } from "./memory-texts.ts";

/** `<tenet-memory>`, as data. */
export const memoryDefinition = definition({
  name: "tenet-memory",
  summary:
    "Networks learn the same text side by side, and show in its place how much each earlier character moved the one that they expect next.",
  controls: {
    text: choice({
      label: "Text",
      help: "What the networks learn to write. In the lines about names, the last word of each is its first.",
      effect: "restarts",
      default: "near",
      choices: memoryTexts,
    }),
    place: range({
      label: "Place",
      help: "The character that is asked about. Or point at one in the text.",
      effect: "at once",
      default: lastName,
      min: 1,
      max: passageLength - 1,
    }),
    passage: range({
      label: "Passage",
      help: "Which part of the text is shown. No network was trained on it.",
      effect: "at once",
      default: 1,
      min: 1,
      max: passageCount,
    }),
    output: choice({
      label: "Asked about",
      help: "The logit whose gradient is shown: that of the character that stands there, or of the one that the network expects.",
      effect: "at once",
      default: "text",
      choices: { text: "what stands there", guess: "what it expects" },
    }),
    first: choice({
      label: "Network 1",
      help: "The cell of the first network.",
      effect: "restarts",
      default: "rnn",
      choices: cellChoices,
    }),
    second: choice({
      label: "Network 2",
      help: "The cell of the second network.",
      effect: "restarts",
      default: "lstm",
      choices: cellChoices,
    }),
    third: choice({
      label: "Network 3",
      help: "The cell of a third network, if there is to be one.",
      effect: "restarts",
      default: "phased-lstm",
      choices: { none: "none", ...cellChoices },
    }),
    learningRate: { ...learningRateControl, default: 0.02 },
    clip: clipControl,
    speed: speedControl,
    hiddenSize: hiddenSizeControl,
    seed: seedControl,
    backend: backendControl,
    autoplay: autoplayControl,
  },
  presets: {
    far: {
      summary: "Names that are 23 characters apart, which takes longer to learn.",
      values: { text: "far" },
    },
    story: {
      summary: "A story, in which the last few characters say most of what comes next.",
      values: { text: "story" },
    },
    gates: {
      summary: "Two cells whose gates see the state: a GRU beside an LSTM.",
      values: { first: "gru", third: "none" },
    },
  },
  commands: trainingCommands,
  events: {
    "tenet-evaluation":
      "After each evaluation. `detail` is `{ step, lanes }`, with `{ cell, accuracy, reach }` for each network: the fraction of held-out places at which it is right, and the number of characters that have 90 % of the influence.",
    "tenet-look":
      "When the influence at a place is shown. `detail` is `{ step, passage, place, lanes }`, with `{ cell, character, probability, back }` for each network: how many characters back its memory reaches.",
    ...trainingEvents,
  },
  parts: {
    ...trainingParts,
    passage: "the passage, as a network reads it",
    average: "the figure of the average influence against distance",
  },
});

/** The element `<tenet-memory>`. */
export type TenetMemory = ElementOf<typeof memoryDefinition>;

declare global {
  interface HTMLElementTagNameMap {
    "tenet-memory": TenetMemory;
  }
}
