import { choice, range, text } from "../element/control.ts";
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
import { duration } from "./sampled-signal.ts";

/** `<tenet-gate>`, as data. */
export const gateDefinition = definition({
  name: "tenet-gate",
  summary:
    "The temporal gate of phased cells: when it opens, what a unit behind it makes of a signal at irregular times, and how its periods move as a network learns frequencies.",
  controls: {
    period: range({
      label: "Period τ",
      help: "The time from one opening to the next.",
      effect: "at once",
      default: 20,
      min: 2,
      max: 100,
      scale: "log",
      unit: "ms",
    }),
    openRatio: range({
      label: "Open ratio rₒₙ",
      help: "The fraction of the period for which the gate is open.",
      effect: "at once",
      default: 0.2,
      min: 0.02,
      max: 0.9,
      step: 0.01,
    }),
    shift: range({
      label: "Shift s",
      help: "When the gate begins to open.",
      effect: "at once",
      default: 4,
      min: 0,
      max: duration,
      step: 0.5,
      unit: "ms",
    }),
    leak: range({
      label: "Leak α",
      help: "How much a closed gate lets through. In training it lets a gradient through, too.",
      effect: "at once",
      default: 0,
      min: 0,
      max: 0.5,
      step: 0.005,
    }),
    sampling: choice({
      label: "Timestamps",
      help: "When the signal is read.",
      effect: "at once",
      default: "irregular",
      choices: { irregular: "at random times", regular: "evenly spaced" },
    }),
    samples: range({
      label: "Samples",
      help: `How often the signal is read in ${duration} ms.`,
      effect: "at once",
      default: 60,
      min: 10,
      max: 150,
    }),
    moved: text({
      label: "Moved timestamps",
      help: "The samples that you moved: the number of each, and when it is read now, such as 12:40.5,13:55.",
      effect: "at once",
      default: "",
    }),
    cell: choice({
      label: "Network 1",
      help: "The cell of the network whose periods are shown.",
      effect: "restarts",
      default: "phased-lstm",
      choices: phasedChoices(),
    }),
    other: choice({
      label: "Network 2",
      help: "The cell of a network to compare with. One without a gate reads the timestamp as a second number.",
      effect: "restarts",
      default: "lstm",
      choices: { none: "none", ...cellChoices },
    }),
    waves: choice({
      label: "Waves",
      help: "How the waves are sampled from which the networks learn.",
      effect: "restarts",
      default: "asynchronous",
      choices: { asynchronous: "15 to 125 samples at random times", standard: "one sample per millisecond" },
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
    sleeper: {
      summary: "A long period and a short opening: the state stands still for most of the time.",
      values: { period: 60, openRatio: 0.05, leak: 0 },
    },
    leaking: {
      summary: "A gate that leaks so much that it forgets while it is closed.",
      values: { leak: 0.3 },
    },
    even: {
      summary: "Evenly spaced samples, where a step is a time.",
      values: { sampling: "regular", waves: "standard" },
    },
  },
  commands: trainingCommands,
  events: {
    "tenet-evaluation":
      "After each evaluation. `detail` is `{ step, lanes, periods }`, with `{ cell, accuracy, loss }` for each network, and the periods of the first one's units.",
    ...trainingEvents,
  },
  parts: {
    ...trainingParts,
    gates: "the figure of the openness of three units, and of a state; samples can be dragged",
    sliders: "the sliders of the gate",
    accuracy: "the figure of accuracy against steps",
    periods: "the figure of the periods at the start and now",
  },
});

/** The cells that have a temporal gate. */
function phasedChoices() {
  type Phased = Extract<keyof typeof cellChoices, `phased-${string}`>;
  return Object.fromEntries(
    Object.entries(cellChoices).filter(([name]) => name.startsWith("phased-")),
  ) as Pick<typeof cellChoices, Phased>;
}

/** The element `<tenet-gate>`. */
export type TenetGate = ElementOf<typeof gateDefinition>;

declare global {
  interface HTMLElementTagNameMap {
    "tenet-gate": TenetGate;
  }
}
