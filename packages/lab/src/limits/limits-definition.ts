import { choice, range } from "../element/control.ts";
import { definition, type ElementOf } from "../element/definition.ts";
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
import { limitsTasks } from "./limits-tasks.ts";

const cellControl = (place: string, cell: keyof typeof cellChoices) =>
  choice({
    label: `Network ${place}`,
    help: `The cell of the networks in column ${place}.`,
    effect: "restarts",
    default: cell,
    choices: cellChoices,
  });

/** `<tenet-limits>`, as data. */
export const limitsDefinition = definition({
  name: "tenet-limits",
  summary:
    "Four cells learn four tasks side by side, each from the same sequences, and show which of them stay at chance.",
  controls: {
    length: range({
      label: "Length T",
      help: "The steps of every task. Longer sequences ask for a longer memory.",
      effect: "restarts",
      default: 20,
      min: 8,
      max: 60,
      unit: "steps",
    }),
    first: cellControl("1", "rnn"),
    second: cellControl("2", "lstm"),
    third: cellControl("3", "min-gru"),
    fourth: cellControl("4", "phased-lstm"),
    task: choice({
      label: "Shown large",
      help: "The task whose curves are drawn with axes. Or choose it by its curves above.",
      effect: "at once",
      default: "palindromes",
      choices: Object.fromEntries(
        Object.entries(limitsTasks).map(([name, { title }]) => [name, title]),
      ) as Record<keyof typeof limitsTasks, string>,
    }),
    learningRate: learningRateControl,
    clip: clipControl,
    speed: speedControl,
    optimizer: optimizerControl,
    hiddenSize: hiddenSizeControl,
    seed: seedControl,
    backend: backendControl,
    autoplay: autoplayControl,
  },
  presets: {
    short: {
      summary: "Ten steps, which ask for little memory: what still fails is not a matter of memory.",
      values: { length: 10 },
    },
    long: {
      summary: "Forty steps: only gates that stay open carry anything that far.",
      values: { length: 40 },
    },
    linear: {
      summary: "Cells whose gates see only their input beside those whose gates see the state, too.",
      values: { first: "min-gru", second: "gru", third: "min-lstm", fourth: "lstm", task: "parity" },
    },
  },
  commands: trainingCommands,
  events: {
    "tenet-evaluation":
      "After each evaluation of all networks. `detail` is `{ step, scores }`, with `{ task, cell, accuracy, chance, state }` for each network.",
    ...trainingEvents,
  },
  parts: {
    ...trainingParts,
    table: "the table of tasks and cells",
    curves: "the figure of the task that is shown large",
  },
});

/** The element `<tenet-limits>`. */
export type TenetLimits = ElementOf<typeof limitsDefinition>;

declare global {
  interface HTMLElementTagNameMap {
    "tenet-limits": TenetLimits;
  }
}
