import { choice, range, text } from "../element/control.ts";
import { definition, type ElementOf } from "../element/definition.ts";
import { initialisationControl, lengthControl, memoryBiasControl } from "../race/palindrome-controls.ts";
import type { SourceName } from "../recipe/cell-source.ts";
import { backendControl } from "../training/backend-control.ts";
import { cellChoices } from "../training/cell-choices.ts";
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

const { "layer-norm-lstm": _, ...withRecipe } = cellChoices;

/** `<tenet-cell>`, as data. */
export const cellDefinition = definition({
  name: "tenet-cell",
  summary:
    "One step of a cell in slow motion, drawn from its recipe, with its equations, and the recipe itself to change: the changed cell is trained at once.",
  controls: {
    cell: choice({
      label: "Start from",
      help: "The cell whose recipe is in the editor. Another choice replaces what you wrote.",
      effect: "restarts",
      default: "lstm",
      choices: withRecipe satisfies Readonly<Record<SourceName, string>>,
    }),
    recipe: text({
      label: "Recipe",
      help: "A recipe of your own, as JavaScript. Without one, the recipe is that of the cell.",
      effect: "restarts",
      default: "",
    }),
    length: { ...lengthControl, default: 10 },
    unit: range({
      label: "Unit",
      help: "The unit whose numbers are shown. 0 shows the one that holds most.",
      effect: "at once",
      default: 0,
      min: 0,
      max: 128,
      look: "number",
    }),
    learningRate: learningRateControl,
    clip: clipControl,
    speed: speedControl,
    initialisation: initialisationControl,
    memoryBias: memoryBiasControl,
    optimizer: optimizerControl,
    hiddenSize: hiddenSizeControl,
    seed: seedControl,
    backend: backendControl,
    autoplay: autoplayControl,
  },
  presets: {
    plain: {
      summary: "A cell of one line, the RNN's.",
      values: { cell: "rnn" },
    },
    linear: {
      summary: "A cell that is linear in its state: the minGRU.",
      values: { cell: "min-gru" },
    },
    asleep: {
      summary: "An LSTM behind a temporal gate, whose units sleep most of the time.",
      values: { cell: "phased-lstm" },
    },
  },
  commands: trainingCommands,
  events: {
    "tenet-evaluation":
      "After each evaluation. `detail` is `{ step, cell, accuracy, loss }`; `cell` is `own` for a recipe of the reader's own.",
    "tenet-recipe": "When a recipe has been run, and a network with it begins. `detail` is `{ name, cell }`.",
    ...trainingEvents,
    "tenet-failure":
      "When something fails. `detail` is `{ message }`, with the `line` of the recipe if the error is there.",
  },
  parts: {
    ...trainingParts,
    graph: "the drawing of a step",
    equations: "the equations, with their values",
    recipe: "the editor of the recipe",
    score: "the network's accuracy",
    accuracy: "the figure of accuracy against steps",
    gradient: "the figure of the gradient along the sequence",
  },
});

/** The element `<tenet-cell>`. */
export type TenetCell = ElementOf<typeof cellDefinition>;

declare global {
  interface HTMLElementTagNameMap {
    "tenet-cell": TenetCell;
  }
}
