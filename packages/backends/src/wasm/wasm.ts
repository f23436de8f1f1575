import {
  _FusedMatMul,
  BatchMatMul,
  engine,
  env,
  findBackendFactory,
  getKernel,
  Identity,
  type KernelBackend,
  registerBackend,
  registerKernel,
  removeBackend,
  UnsortedSegmentSum,
} from "@tensorflow/tfjs-core";
import { processor, readFile } from "#host";
import type { Backend } from "../backend.ts";
import { asWasmBackend } from "../private-fields.ts";
import { replaceKernel } from "../replace-kernel.ts";
import type { StartOptions } from "../start-options.ts";
import { asPlainProducts } from "./as-plain-products.ts";
import { checkMemory } from "./check-memory.ts";
import { identity } from "./identity.ts";
import { backendOnSharedMemory, whyUnshared } from "./shared-memory.ts";
import { simdFeatures } from "./simd-features.ts";
import { defaultThreads, setThreads } from "./threads.ts";
import { unsortedSegmentSum } from "./unsorted-segment-sum.ts";

/** tfjs's WebAssembly backend, with SIMD where the runtime supports it. */
export const wasm: Backend = {
  name: "wasm",
  async report() {
    if (typeof WebAssembly === "undefined") {
      return {
        name: "wasm",
        available: false,
        reason: "this runtime has no WebAssembly",
        remedy: "Use Node 20.19 or newer, or a current browser with WebAssembly enabled.",
      };
    }
    return {
      name: "wasm",
      available: true,
      device: processor(),
      software: false,
      threads: whyUnshared() === undefined ? defaultThreads() : 1,
      simd: simdFeatures(),
    };
  },
  async load(options) {
    await chooseMemory(options);
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
  threads: (backend, { threads = defaultThreads() }) => setThreads(backend, threads),
};

/**
 * Registers a backend with shared or unshared memory, unless one already runs. tfjs's own multi-threaded build, which it takes in
 * cross-origin isolated pages, is never used: minification breaks it.
 */
async function chooseMemory({ wasmPaths, threads = defaultThreads() }: StartOptions): Promise<void> {
  const { setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
  if (wasmPaths !== undefined) setWasmPaths(wasmPaths);
  // findBackend would start the backend if it did not find it.
  if ("wasm" in engine().registry) return;
  const shared = threads > 1 && whyUnshared() === undefined;
  env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  original ??= findBackendFactory("wasm") as BackendFactory;
  removeBackend("wasm");
  registerBackend("wasm", shared ? () => backendOnSharedMemory(readFile, wasmPaths) : original);
}

type BackendFactory = () => KernelBackend | Promise<KernelBackend>;

/** tfjs's own factory of the backend. */
let original: BackendFactory | undefined;
