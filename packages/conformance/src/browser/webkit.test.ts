import { describeEngine } from "./describe-engine.ts";
import { describeSettings, fusedOnWasm, oneOfEachKind, type Setting } from "./describe-settings.ts";
import { webkit } from "./engines/webkit.ts";
import { testPages } from "./test-pages.ts";
import { testResuming } from "./test-resuming.ts";

const cells = oneOfEachKind;

/** WASM alone, on one thread: WebKitGTK has neither WebGPU nor SharedArrayBuffer, even in isolated pages. */
const settings: readonly Setting[] = [
  { backend: "wasm", form: "composed", host: "page", isolated: false, cells: ["lstm"] },
  { backend: "wasm", form: "composed", host: "worker", isolated: false, cells: ["gru"] },
  { ...fusedOnWasm, host: "page", isolated: true, cells },
  { ...fusedOnWasm, host: "worker", isolated: true, relaxed: "auto", cells },
];

describeEngine(webkit, (open) => {
  testPages(webkit, open);
  describeSettings(webkit.features, open, settings);
  testResuming(open, [
    { isolated: true, host: "page", start: fusedOnWasm },
    { isolated: false, host: "worker", start: fusedOnWasm },
  ]);
});
