import { describeEngine } from "./describe-engine.ts";
import { describeSettings, fusedOnWasm, oneOfEachKind, type Setting } from "./describe-settings.ts";
import { firefox } from "./engines/firefox.ts";
import { testPages } from "./test-pages.ts";
import { testResuming } from "./test-resuming.ts";

const cells = oneOfEachKind;

/** WASM alone: Firefox ESR has no WebGPU on Linux. */
const settings: readonly Setting[] = [
  { backend: "wasm", form: "composed", host: "page", isolated: false, cells: ["lstm"] },
  { backend: "wasm", form: "composed", host: "worker", isolated: false, cells: ["gru"] },
  { ...fusedOnWasm, host: "page", isolated: true, cells },
  { ...fusedOnWasm, host: "worker", isolated: true, relaxed: "auto", cells },
];

describeEngine(firefox, (open) => {
  testPages(firefox, open);
  describeSettings(firefox.features, open, settings);
  testResuming(open, [
    { isolated: true, host: "page", start: fusedOnWasm },
    { isolated: false, host: "worker", start: fusedOnWasm },
  ]);
});
