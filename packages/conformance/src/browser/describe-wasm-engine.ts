import { describeEngine } from "./describe-engine.ts";
import { describeSettings, fusedOnWasm, oneOfEachKind, type Setting } from "./describe-settings.ts";
import type { Engine } from "./engines/engine.ts";
import { testPages } from "./test-pages.ts";
import { testResuming } from "./test-resuming.ts";

const cells = oneOfEachKind;

const settings: readonly Setting[] = [
  { backend: "wasm", form: "composed", host: "page", isolated: false, cells: ["lstm"] },
  { backend: "wasm", form: "composed", host: "worker", isolated: false, cells: ["gru"] },
  { ...fusedOnWasm, host: "page", isolated: true, cells },
  { ...fusedOnWasm, host: "worker", isolated: true, reproducible: true, cells },
];

/** Defines all tests of an engine that has WASM, but no WebGPU. */
export function describeWasmEngine(engine: Engine): void {
  describeEngine(engine, (open) => {
    testPages(engine, open);
    describeSettings(engine.features, open, settings);
    testResuming(open, [
      { isolated: true, host: "page", start: fusedOnWasm },
      { isolated: false, host: "worker", start: fusedOnWasm },
    ]);
  });
}
