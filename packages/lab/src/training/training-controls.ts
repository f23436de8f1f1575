import { choice, range, toggle } from "../element/control.ts";
import { optimizerChoices } from "./network-choices.ts";

/* What the definitions of elements that train have in common. */

export const learningRateControl = range({
  label: "Learning rate",
  help: "How far a step moves the weights.",
  effect: "at once",
  default: 0.01,
  min: 0.0001,
  max: 1,
  scale: "log",
});

export const clipControl = range({
  label: "Clip",
  help: "The largest norm that a gradient may have. A longer one is scaled down to it.",
  effect: "at once",
  default: 1,
  min: 0.01,
  max: 100,
  scale: "log",
});

export const speedControl = choice({
  label: "Speed",
  help: "Steps a second, of all networks together. Fewer spare a battery.",
  effect: "at once",
  default: "full",
  choices: { full: "as fast as it goes", "100": "100", "30": "30", "10": "10", "3": "3", "1": "1" },
});

export const optimizerControl = choice({
  label: "Optimizer",
  help: "The rule that turns gradients into steps.",
  effect: "restarts",
  default: "adam",
  choices: optimizerChoices,
});

export const hiddenSizeControl = range({
  label: "Units",
  help: "The number of units in each network.",
  effect: "restarts",
  default: 32,
  min: 8,
  max: 128,
  step: 8,
});

export const seedControl = range({
  label: "Seed",
  help: "The same seed gives the same weights and sequences, so a link repeats its run.",
  effect: "restarts",
  default: 1,
  min: 0,
  max: 9999,
  look: "number",
});

export const autoplayControl = toggle({
  label: "Starts by itself",
  help: "Whether training begins as soon as the element is seen.",
  effect: "at once",
  default: true,
});

export const trainingCommands = {
  play: "Trains on.",
  pause: "Pauses after the current step.",
  step: "Trains one step, and pauses.",
  restart: "Starts again from the seed.",
} as const;

export const trainingEvents = {
  "tenet-playing": "When training starts or pauses. `detail` is `{ playing }`.",
  "tenet-failure": "When something fails. `detail` is `{ message }`.",
} as const;

export const trainingParts = {
  claim: "the sentence at the top; the slot `claim` replaces it",
  controls: "the buttons, and the controls that matter most",
  settings: "all other controls",
  backend: "the line about the backend",
  field: "a label and its input",
  failure: "an error",
} as const;
