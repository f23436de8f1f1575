import { findBackend } from "@tensorflow/tfjs-core";
import { processor } from "#host";
import type { Backend } from "./backend.ts";
import { simdFeatures } from "./simd-features.ts";

/** tfjs's WebAssembly backend, with SIMD wherever the runtime has it. */
export const wasm: Backend = {
  name: "wasm",
  async report() {
    if (typeof WebAssembly === "undefined") {
      return {
        name: "wasm",
        available: false,
        reason: "this runtime has no WebAssembly",
        remedy: "Use Node 20.19 or newer, or a current browser, without a policy that forbids WebAssembly.",
      };
    }
    return {
      name: "wasm",
      available: true,
      device: processor(),
      software: false,
      threads: await threadsCount(),
      simd: simdFeatures(),
    };
  },
  async load({ wasmPaths }) {
    const { setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
    if (wasmPaths !== undefined && findBackend("wasm") === null) setWasmPaths(wasmPaths);
  },
};

/** tfjs has no threads in Node, and in a page only one that is cross-origin isolated. */
async function threadsCount(): Promise<number> {
  return 1;
}
