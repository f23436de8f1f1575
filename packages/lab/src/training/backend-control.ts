import { choice } from "../element/control.ts";

/** The control with which a reader chooses where a network is trained. */
export const backendControl = choice({
  label: "Runs on",
  help: "Where the networks are trained. The line below says what was chosen, and why.",
  effect: "restarts",
  default: "auto",
  choices: {
    auto: "chosen for you",
    wasm: "WebAssembly",
    webgpu: "WebGPU",
    cpu: "plain JavaScript",
  },
});

/** A name that {@link backendControl} has. */
export type BackendChoice = keyof (typeof backendControl)["choices"];
