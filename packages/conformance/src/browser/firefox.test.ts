import { describeWasmEngine } from "./describe-wasm-engine.ts";
import { firefox } from "./engines/firefox.ts";

// Firefox ESR has no WebGPU on Linux.
describeWasmEngine(firefox);
