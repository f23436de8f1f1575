import { choice, range, toggle } from "../element/control.ts";
import { definition, type ElementOf } from "../element/definition.ts";
import { trainingParts } from "../training/training-controls.ts";

/** `<tenet-device>`, as data. */
export const deviceDefinition = definition({
  name: "tenet-device",
  summary:
    "Checks the fast kernels against plain operations on the reader's own backends, and measures how many characters a second they train on.",
  controls: {
    among: choice({
      label: "Backends",
      help: "What is checked and measured.",
      effect: "restarts",
      default: "all",
      choices: {
        all: "all that run here",
        wasm: "WebAssembly",
        webgpu: "WebGPU",
        cpu: "plain JavaScript",
      },
    }),
    sizes: choice({
      label: "Networks",
      help: "The units of the LSTMs that are trained. The larger one is, the sooner threads and a GPU pay.",
      effect: "restarts",
      default: "all",
      choices: { all: "64, 128 and 256 units", "64": "64 units", "128": "128 units", "256": "256 units" },
    }),
    seconds: range({
      label: "Time for each",
      help: "How long one network is trained on one backend. A longer time gives a steadier number.",
      effect: "restarts",
      default: 8,
      min: 1,
      max: 30,
      unit: "s",
    }),
    autoplay: toggle({
      label: "Begins by itself",
      help: "Whether the check, and then a short measurement of the smallest network, begin at once. All else waits for the button.",
      effect: "at once",
      default: true,
    }),
  },
  presets: {
    quick: {
      summary: "One size and two seconds for each backend.",
      values: { sizes: "128", seconds: 2 },
    },
  },
  commands: {
    check: "Checks the fast kernels against plain operations.",
    measure: "Measures, one backend after another.",
    stop: "Stops checking or measuring. What is known stays.",
  },
  events: {
    "tenet-checked":
      "After the check of a backend. `detail` is `{ place, worst }`: the largest difference, relative to the largest value.",
    "tenet-measured":
      "After each measurement. `detail` is `{ place, hiddenSize, charactersPerSecond, steps }`.",
    "tenet-failure": "When something fails. `detail` is `{ message }`.",
  },
  parts: {
    ...trainingParts,
    check: "the table of the check",
    bars: "the bars of the measurement",
    report: "the table that can be copied",
  },
});

/** The element `<tenet-device>`. */
export type TenetDevice = ElementOf<typeof deviceDefinition>;

declare global {
  interface HTMLElementTagNameMap {
    "tenet-device": TenetDevice;
  }
}
