import type { Prepare, PrepareMachine } from "./subject.ts";

type Adapter = { readonly prepare: Prepare } | { readonly prepareMachine: PrepareMachine };

/** The adapters by name. Each is loaded, with its library, on demand. */
export const adapters: Readonly<Record<string, () => Promise<Adapter>>> = {
  tenet: () => import("./tenet.ts"),
  machine: () => import("./machine.ts"),
  "tfjs-layers": () => import("./tfjs-layers.ts"),
  brain: () => import("./brain.ts"),
  jax: () => import("./jax.ts"),
  onnxruntime: () => import("./onnxruntime.ts"),
};
