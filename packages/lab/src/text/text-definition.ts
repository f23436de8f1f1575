import { choice, range, toggle } from "../element/control.ts";
import { definition, type ElementOf } from "../element/definition.ts";
import { backendControl } from "../training/backend-control.ts";
import { cellChoices } from "../training/cell-choices.ts";
import {
  autoplayControl,
  seedControl,
  speedControl,
  trainingCommands,
  trainingEvents,
  trainingParts,
} from "../training/training-controls.ts";

/** `<tenet-text>`, as data. */
export const textDefinition = definition({
  name: "tenet-text",
  summary:
    "A network learns to write from a text of the reader's own, in the page, and shows what it has learned so far.",
  controls: {
    temperature: range({
      label: "Temperature",
      help: "Low: the likeliest characters. High: bolder ones.",
      effect: "at once",
      default: 0.7,
      min: 0.1,
      max: 2,
      step: 0.05,
    }),
    author: choice({
      label: "Written by",
      help: "On the story, a network that was trained before writes until the one that is trained here is nearly as good: within 0.1 nats.",
      effect: "at once",
      default: "better",
      choices: {
        better: "the better network",
        own: "the network trained here",
        before: "the one trained before",
      },
    }),
    pick: choice({
      label: "Each character is",
      help: "Greedy takes the likeliest character each time, whatever the temperature, and soon repeats itself.",
      effect: "at once",
      default: "drawn",
      choices: { drawn: "drawn by its probability", greedy: "the likeliest (greedy)" },
    }),
    topK: range({
      label: "Top-k",
      help: "Draws from the k likeliest characters only. 0 draws from all.",
      effect: "at once",
      default: 0,
      min: 0,
      max: 40,
    }),
    topP: range({
      label: "Top-p",
      help: "Draws from the fewest characters that have this probability together. 1 draws from all.",
      effect: "at once",
      default: 1,
      min: 0.05,
      max: 1,
      step: 0.05,
    }),
    color: choice({
      label: "Colour shows",
      help: "How surprised the network is by each character, what one of its units does there, or which of two texts it is likely to come from.",
      effect: "at once",
      default: "surprise",
      choices: { surprise: "surprise", unit: "one unit", source: "its source (of two texts)" },
    }),
    unit: range({
      label: "Unit",
      help: "The unit of the last layer that the colour shows.",
      effect: "at once",
      default: 1,
      min: 1,
      max: 512,
      look: "number",
    }),
    learningRate: range({
      label: "Learning rate",
      help: "How far a step moves the weights, at most: it rises at first, and then falls to a hundredth until the pause.",
      effect: "at once",
      default: 0.02,
      min: 0.0001,
      max: 0.1,
      scale: "log",
    }),
    steps: range({
      label: "Pause after",
      help: "Training pauses by itself after so many steps.",
      effect: "at once",
      default: 400,
      min: 10,
      max: 100_000,
      scale: "log",
      unit: "steps",
    }),
    pseudonyms: toggle({
      label: "Hide names in chats",
      help: "In the next chat that you drop, writes Person 1, Person 2 and so on for people, and Number 1 for phone numbers.",
      effect: "at once",
      default: true,
    }),
    cell: choice({
      label: "Cell",
      help: "The cell of the network.",
      effect: "restarts",
      default: "lstm",
      choices: cellChoices,
    }),
    hiddenSize: range({
      label: "Units",
      help: "The number of units in a layer. More learn more, and take longer.",
      effect: "restarts",
      default: 96,
      min: 16,
      max: 512,
      step: 16,
    }),
    layers: range({
      label: "Layers",
      help: "Layers on top of each other.",
      effect: "restarts",
      default: 1,
      min: 1,
      max: 3,
    }),
    dropout: range({
      label: "Dropout",
      help: "The fraction of the units that each step of training leaves out at random. It keeps a network from learning a short text by heart.",
      effect: "restarts",
      default: 0.3,
      min: 0,
      max: 0.8,
      step: 0.1,
    }),
    window: range({
      label: "Window",
      help: "The length of the pieces that it is trained on. Gradients flow back no further.",
      effect: "restarts",
      default: 64,
      min: 16,
      max: 128,
      step: 16,
      unit: "characters",
    }),
    batch: range({
      label: "Batch",
      help: "The number of pieces in a step.",
      effect: "restarts",
      default: 16,
      min: 8,
      max: 64,
      step: 8,
    }),
    seed: seedControl,
    speed: speedControl,
    backend: backendControl,
    autoplay: autoplayControl,
  },
  presets: {
    small: {
      summary: "A small network, for a short text or a slow machine.",
      values: { hiddenSize: 64 },
    },
    large: {
      summary: "Two layers, for a long text and a patient reader.",
      values: { hiddenSize: 256, layers: 2, dropout: 0.2, steps: 10_000, learningRate: 0.003 },
    },
    course: {
      summary:
        "Two layers of 128 units and windows of about 30 characters, as in the assignment that the project started from.",
      values: {
        hiddenSize: 128,
        layers: 2,
        dropout: 0,
        batch: 64,
        window: 32,
        learningRate: 0.002,
        steps: 4000,
      },
    },
  },
  commands: {
    play: trainingCommands.play,
    pause: trainingCommands.pause,
    restart: "Starts again from the seed, on the same text.",
    useSample: "Takes the story that comes with the element.",
    forget: "Deletes the text and the network from this browser's storage, and takes the story.",
  },
  events: {
    "tenet-text": "When a text has been read. `detail` is `{ name, kind, characters }`.",
    "tenet-evaluation":
      "After each evaluation. `detail` is `{ step, loss, accuracy, trainingLoss }`, in nats a character; the loss and accuracy are on held-out text.",
    "tenet-saved": "When the network has been kept in the browser's storage. `detail` is `{ step }`.",
    ...trainingEvents,
  },
  parts: {
    ...trainingParts,
    privacy: "the sentence on where the text stays",
    source: "where the reader drops a text",
    score: "the numbers",
    loss: "the figure of loss against steps",
    story: "what the network wrote at each doubling of steps",
    writer: "the text that it writes now, and how it is drawn",
    colors: "a held-out passage whose characters are coloured",
    units: "the units that follow something in the text",
    files: "saving, loading and exporting",
  },
});

/** The element `<tenet-text>`. */
export type TenetText = ElementOf<typeof textDefinition>;

declare global {
  interface HTMLElementTagNameMap {
    "tenet-text": TenetText;
  }
}
