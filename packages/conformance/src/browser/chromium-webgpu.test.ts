import { describeEngine } from "./describe-engine.ts";
import { describeSettings, fusedOnWasm, type Setting } from "./describe-settings.ts";
import { chromium } from "./engines/chromium.ts";
import { testResuming } from "./test-resuming.ts";

const onWebgpu = { backend: "webgpu", isolated: true } as const;

/**
 * Each setting has one cell, since SwiftShader takes seconds to compile a cell's shaders. Sequences as short as these run in one dispatch by
 * default; the training scenario measures both forms.
 */
const settings: readonly Setting[] = [
  { ...onWebgpu, form: "composed", host: "page", cells: ["rnn"] },
  { ...onWebgpu, form: "fused", host: "page", scan: "stepwise", cells: ["your own recipe"] },
  { ...onWebgpu, form: "fused", host: "worker", cells: ["phased-gru"] },
];

describeEngine(chromium, (open) => {
  describeSettings(chromium.features, open, settings);
  testResuming(open, [
    { isolated: true, host: "page", start: fusedOnWasm },
    { isolated: true, host: "page", start: { backend: "webgpu", form: "fused" } },
    { isolated: false, host: "worker", start: fusedOnWasm },
  ]);
});
