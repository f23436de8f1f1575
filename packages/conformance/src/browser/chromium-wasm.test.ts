import { describeEngine } from "./describe-engine.ts";
import { describeSettings, fusedOnWasm, oneOfEachKind, type Setting } from "./describe-settings.ts";
import { chromium } from "./engines/chromium.ts";
import { testPages } from "./test-pages.ts";

const cells = oneOfEachKind;

const settings: readonly Setting[] = [
  { backend: "wasm", form: "composed", host: "page", isolated: false, cells },
  { ...fusedOnWasm, host: "page", isolated: true, cells },
  { ...fusedOnWasm, host: "worker", isolated: true, relaxed: "auto", cells },
  { ...fusedOnWasm, host: "page", isolated: false, cells },
  { ...fusedOnWasm, host: "worker", isolated: false, cells },
];

describeEngine(chromium, (open) => {
  testPages(chromium, open);
  describeSettings(chromium.features, open, settings);
});
