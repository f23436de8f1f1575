import { describeWasmEngine } from "./describe-wasm-engine.ts";
import { webkit } from "./engines/webkit.ts";

// WebKitGTK has neither WebGPU nor, even in isolated pages, SharedArrayBuffer, so one thread runs.
describeWasmEngine(webkit);
