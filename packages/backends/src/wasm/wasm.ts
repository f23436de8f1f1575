import {
  _FusedMatMul,
  BatchMatMul,
  getKernel,
  Identity,
  registerKernel,
  UnsortedSegmentSum,
} from "@tensorflow/tfjs-core";
import { processor } from "#host";
import type { Backend } from "../backend.ts";
import { asWasmBackend } from "../private-fields.ts";
import { replaceKernel } from "../replace-kernel.ts";
import { checkMemory } from "./check-memory.ts";
import { identity } from "./identity.ts";
import { asPlainProducts } from "./matrix-product.ts";
import { simdFeatures } from "./simd-features.ts";
import { unsortedSegmentSum } from "./unsorted-segment-sum.ts";

/** tfjs's WebAssembly backend, with SIMD wherever the runtime has it. */
export const wasm: Backend = {
  name: "wasm",
  async report() {
    if (typeof WebAssembly === "undefined") {
      return {
        name: "wasm",
        available: false,
        reason: "this runtime has no WebAssembly",
        remedy: "Use Node 20.19 or newer, or a current browser that is not told to forbid WebAssembly.",
      };
    }
    return {
      name: "wasm",
      available: true,
      device: processor(),
      software: false,
      threads: threads(),
      simd: simdFeatures(),
    };
  },
  async load({ wasmPaths }) {
    const { setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
    if (wasmPaths !== undefined) setWasmPaths(wasmPaths);
    replaceKernel("wasm", Identity, () => identity);
    replaceKernel("wasm", BatchMatMul, asPlainProducts);
    replaceKernel("wasm", _FusedMatMul, asPlainProducts);
    if (getKernel(UnsortedSegmentSum, "wasm") === undefined) {
      registerKernel({ kernelName: UnsortedSegmentSum, backendName: "wasm", kernelFunc: unsortedSegmentSum });
    }
  },
  prepare(backend) {
    checkMemory(asWasmBackend(backend));
  },
};

/** tfjs runs threads in a page that may share memory with its workers, and none in Node. */
function threads(): number {
  return globalThis.crossOriginIsolated ? navigator.hardwareConcurrency : 1;
}
