import { describeEngine } from "./describe-engine.ts";
import { describeSettings, fusedOnWasm, halvesOfEachKind, type Setting } from "./describe-settings.ts";
import type { Engine } from "./engines/engine.ts";
import { testKeeping } from "./test-keeping.ts";
import { testPages } from "./test-pages.ts";
import { testResuming } from "./test-resuming.ts";

/** Chromium runs one cell of each kind in both hosts. Here each host runs half of them. */
const [onPage, inWorker] = halvesOfEachKind;

const settings: readonly Setting[] = [
  { backend: "wasm", form: "composed", host: "page", isolated: false, cells: ["lstm"] },
  { backend: "wasm", form: "composed", host: "worker", isolated: false, cells: ["gru"] },
  { ...fusedOnWasm, host: "page", isolated: true, cells: onPage },
  { ...fusedOnWasm, host: "worker", isolated: true, reproducible: true, cells: inWorker },
];

/** Defines all tests of an engine that has WASM, but no WebGPU. */
export function describeWasmEngine(engine: Engine): void {
  describeEngine(engine, (open) => {
    testPages(engine, open);
    describeSettings(engine.features, open, settings);
    testKeeping(open);
    testResuming(open, [
      { isolated: true, host: "page", start: fusedOnWasm },
      { isolated: false, host: "worker", start: fusedOnWasm },
    ]);
  });
}
