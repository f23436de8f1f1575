import { describeEngine } from "./describe-engine.ts";
import { describeSettings, fusedOnWasm, halvesOfEachKind, type Setting } from "./describe-settings.ts";
import { chromium } from "./engines/chromium.ts";
import { testKeeping } from "./test-keeping.ts";
import { testPages } from "./test-pages.ts";

const cells = halvesOfEachKind.flat();

/** A page that is not isolated differs by its one thread alone, so few cells run there. */
const settings: readonly Setting[] = [
  { backend: "wasm", form: "composed", host: "page", isolated: false, cells: ["lstm", "your own recipe"] },
  { ...fusedOnWasm, host: "page", isolated: true, cells },
  { ...fusedOnWasm, host: "worker", isolated: true, reproducible: true, cells },
  { ...fusedOnWasm, host: "page", isolated: false, cells: ["lstm", "phased-peephole-lstm"] },
  { ...fusedOnWasm, host: "worker", isolated: false, cells: ["gru", "your own recipe"] },
];

describeEngine(chromium, (open) => {
  testPages(chromium, open);
  describeSettings(chromium.features, open, settings);
  testKeeping(open);
});
