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
import { matrixKinds } from "./spectral-matrix.ts";

/** `<tenet-starts>`, as data. */
export const startsDefinition = definition({
  name: "tenet-starts",
  summary:
    "How far a gradient reaches at the start, by the spectral radius of the recurrent weights; and a fan of seeds for each start or optimizer, trained side by side.",
  controls: {
    radius: range({
      label: "Spectral radius ρ",
      help: "The largest absolute eigenvalue of the recurrent weights Wₕ. Each step back multiplies the gradient by about that much.",
      effect: "at once",
      default: 0.9,
      min: 0.5,
      max: 1.5,
      step: 0.01,
    }),
    matrix: choice({
      label: "Wₕ is",
      help: "What is scaled to the radius. All eigenvalues of an orthogonal matrix have that size; of a Gaussian one, only the largest.",
      effect: "at once",
      default: "orthogonal",
      choices: matrixKinds,
    }),
    length: range({
      label: "Length T",
      help: "The digits of a palindrome. The networks name its first digit after they have read all but the last, which is the same.",
      effect: "restarts",
      default: 16,
      min: 4,
      max: 60,
      unit: "digits",
    }),
    compare: choice({
      label: "Compare",
      help: "What the panels differ in. All else is the same.",
      effect: "restarts",
      default: "starts",
      choices: { starts: "initialisations", radii: "spectral radii", optimizers: "optimizers" },
    }),
    seeds: range({
      label: "Seeds",
      help: "The number of networks in each panel: the first has the seed below, the others those that follow.",
      effect: "restarts",
      default: 4,
      min: 1,
      max: 8,
    }),
    cell: choice({
      label: "Cell",
      help: "The cell of all networks.",
      effect: "restarts",
      default: "rnn",
      choices: cellChoices,
    }),
    learningRate: {
      ...learningRateControl,
      help: "How far a step of Adam moves the weights. Other optimizers use their usual multiple of it, which stands beside their names.",
    },
    clip: clipControl,
    hiddenSize: hiddenSizeControl,
    speed: speedControl,
    seed: seedControl,
    backend: backendControl,
    autoplay: autoplayControl,
  },
  presets: {
    vanishing: {
      summary: "A radius of 0.7: thirty steps back, next to nothing of the gradient is left.",
      values: { radius: 0.7, length: 30, compare: "radii" },
    },
    exploding: {
      summary: "A radius of 1.3: without the tanh, the gradient grows without bound.",
      values: { radius: 1.3, length: 30, compare: "radii" },
    },
    optimizers: {
      summary: "The same starts and seeds, and another rule for each step.",
      values: { compare: "optimizers", length: 10 },
    },
  },
  commands: trainingCommands,
  events: {
    "tenet-evaluation":
      "After each evaluation of all networks. `detail` is `{ step, panels }`, with `{ name, accuracies }` for each panel: an accuracy for each seed.",
    ...trainingEvents,
  },
  parts: {
    ...trainingParts,
    gradient: "the figure of the gradient at the start",
    fan: "the panels, each with a fan of seeds",
  },
});

/** The element `<tenet-starts>`. */
export type TenetStarts = ElementOf<typeof startsDefinition>;

declare global {
  interface HTMLElementTagNameMap {
    "tenet-starts": TenetStarts;
  }
}
