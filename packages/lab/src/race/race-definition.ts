import { choice, text } from "../element/control.ts";
import { definition, type ElementOf } from "../element/definition.ts";
import { backendControl } from "../training/backend-control.ts";
import { networkNames } from "../training/network-names.ts";
import {
  autoplayControl,
  clipControl,
  hiddenSizeControl,
  learningRateControl,
  optimizerControl,
  seedControl,
  speedControl,
  trainingCommands,
  trainingEvents,
  trainingParts,
} from "../training/training-controls.ts";
import { initialisationControl, lengthControl, memoryBiasControl } from "./palindrome-controls.ts";

/** `<tenet-race>`, as data. */
export const raceDefinition = definition({
  name: "tenet-race",
  summary:
    "Two or three networks learn the same palindromes side by side, and show how much of their gradient reaches the first digit.",
  controls: {
    length: lengthControl,
    first: choice({
      label: "Network 1",
      help: "The cell of the first network.",
      effect: "restarts",
      default: "rnn",
      choices: networkNames,
    }),
    second: choice({
      label: "Network 2",
      help: "The cell of the second network.",
      effect: "restarts",
      default: "lstm",
      choices: networkNames,
    }),
    third: choice({
      label: "Network 3",
      help: "The cell of a third network, if there is to be one.",
      effect: "restarts",
      default: "none",
      choices: { none: "none", ...networkNames },
    }),
    recipe: text({
      label: "Recipe",
      help: "The recipe of your own cell, as JavaScript. Without one, it is a cell with one gate.",
      effect: "restarts",
      default: "",
    }),
    learningRate: { ...learningRateControl, default: 0.005 },
    clip: clipControl,
    speed: speedControl,
    initialisation: initialisationControl,
    memoryBias: memoryBiasControl,
    optimizer: optimizerControl,
    hiddenSize: hiddenSizeControl,
    encoding: choice({
      label: "Digits as",
      help: "One-hot vectors, or one number from 0 to 9.",
      effect: "restarts",
      default: "one-hot",
      choices: { "one-hot": "one-hot vectors", scalar: "one number" },
    }),
    seed: seedControl,
    backend: backendControl,
    autoplay: autoplayControl,
  },
  presets: {
    short: {
      summary: "Ten digits, which both networks learn.",
      values: { length: 10 },
    },
    own: {
      summary: "A cell of your own beside the RNN and the LSTM.",
      values: { third: "own" },
    },
    "good-start": {
      summary:
        "An RNN that starts with orthogonal recurrent weights: its gradient arrives, and it learns most palindromes.",
      values: { initialisation: "default" },
    },
    "closed-gates": {
      summary: "An LSTM whose forget gates start half closed: its gradient dies as the RNN's does.",
      values: { memoryBias: "0" },
    },
    course: {
      summary: "Digits as numbers and RMSProp, as in the assignment that the project started from.",
      values: {
        encoding: "scalar",
        optimizer: "rmsprop",
        learningRate: 0.001,
        clip: 10,
        hiddenSize: 128,
        length: 10,
      },
    },
  },
  commands: trainingCommands,
  events: {
    "tenet-evaluation":
      "After each evaluation. `detail` is `{ step, lanes }`, with `{ cell, accuracy, loss, arriving }` for each network.",
    ...trainingEvents,
  },
  parts: {
    ...trainingParts,
    score: "a network's cell and accuracy",
    accuracy: "the figure of accuracy against steps",
    loss: "the figure of loss against steps",
    gradient: "the figure of the gradient along the sequence",
    replay: "one palindrome in slow motion",
    recipe: "the editor of your own cell, if a network has it",
  },
});

/** The element `<tenet-race>`. */
export type TenetRace = ElementOf<typeof raceDefinition>;

declare global {
  interface HTMLElementTagNameMap {
    "tenet-race": TenetRace;
  }
}
