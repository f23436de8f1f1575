import { choice, range, toggle } from "../element/control.ts";
import { definition, type ElementOf } from "../element/definition.ts";
import { backendControl } from "../training/backend-control.ts";
import { cellChoices } from "../training/cell-choices.ts";
import { initialisationChoices, optimizerChoices } from "../training/network-choices.ts";

/** `<tenet-race>`, as data. */
export const raceDefinition = definition({
  name: "tenet-race",
  summary:
    "Two or three networks learn the same palindromes side by side, and show how much of their gradient reaches the first digit.",
  controls: {
    length: range({
      label: "Length T",
      help: "A network reads all digits of a palindrome but the last, and names that: it equals the first.",
      effect: "restarts",
      default: 30,
      min: 4,
      max: 100,
      unit: "digits",
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
      default: "none",
      choices: { none: "none", ...cellChoices },
    }),
    learningRate: range({
      label: "Learning rate",
      help: "How far a step moves the weights.",
      effect: "at once",
      default: 0.01,
      min: 0.0001,
      max: 1,
      scale: "log",
    }),
    clip: range({
      label: "Clip",
      help: "The largest norm that a gradient may have. A longer one is scaled down to it.",
      effect: "at once",
      default: 1,
      min: 0.01,
      max: 100,
      scale: "log",
    }),
    speed: choice({
      label: "Speed",
      help: "Steps a second, of all networks together. Fewer spare a battery.",
      effect: "at once",
      default: "full",
      choices: { full: "as fast as it goes", "100": "100", "30": "30", "10": "10", "3": "3", "1": "1" },
    }),
    initialisation: choice({
      label: "Start",
      help: "How the weights are drawn.",
      effect: "restarts",
      default: "pytorch",
      choices: initialisationChoices,
    }),
    memoryBias: choice({
      label: "Memory gate's bias",
      help: "Gates such as the LSTM's forget gate start open for as long as T asks (chrono), or with this bias. An RNN has none.",
      effect: "restarts",
      default: "chrono",
      choices: { chrono: "chrono", "1": "1", "0": "0" },
    }),
    optimizer: choice({
      label: "Optimizer",
      help: "The rule that turns gradients into steps.",
      effect: "restarts",
      default: "adam",
      choices: optimizerChoices,
    }),
    hiddenSize: range({
      label: "Units",
      help: "The number of units in each network.",
      effect: "restarts",
      default: 32,
      min: 8,
      max: 128,
      step: 8,
    }),
    encoding: choice({
      label: "Digits as",
      help: "One-hot vectors, or one number from 0 to 9.",
      effect: "restarts",
      default: "one-hot",
      choices: { "one-hot": "one-hot vectors", scalar: "one number" },
    }),
    seed: range({
      label: "Seed",
      help: "The same seed gives the same weights and palindromes, so a link repeats its run.",
      effect: "restarts",
      default: 1,
      min: 0,
      max: 9999,
      look: "number",
    }),
    backend: backendControl,
    autoplay: toggle({
      label: "Starts by itself",
      help: "Whether training begins as soon as the element is seen.",
      effect: "at once",
      default: true,
    }),
  },
  presets: {
    short: {
      summary: "Ten digits, which both networks learn.",
      values: { length: 10 },
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
  commands: {
    play: "Trains on.",
    pause: "Pauses after the current step.",
    step: "Trains one step, and pauses.",
    restart: "Starts again from the seed.",
  },
  events: {
    "tenet-evaluation":
      "After each evaluation. `detail` is `{ step, lanes }`, with `{ cell, accuracy, loss, arriving }` for each network.",
    "tenet-playing": "When training starts or pauses. `detail` is `{ playing }`.",
    "tenet-failure": "When something fails. `detail` is `{ message }`.",
  },
  parts: {
    claim: "the sentence at the top; the slot `claim` replaces it",
    controls: "the buttons, and the controls that matter most",
    score: "a network's cell and accuracy",
    accuracy: "the figure of accuracy against steps",
    loss: "the figure of loss against steps",
    gradient: "the figure of the gradient along the sequence",
    replay: "one palindrome in slow motion",
    settings: "all other controls",
    backend: "the line about the backend",
    field: "a label and its input",
    failure: "an error",
  },
});

/** The element `<tenet-race>`. */
export type TenetRace = ElementOf<typeof raceDefinition>;

declare global {
  interface HTMLElementTagNameMap {
    "tenet-race": TenetRace;
  }
}
