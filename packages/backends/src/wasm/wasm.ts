import {
  _FusedMatMul,
  BatchMatMul,
  engine,
  findBackendFactory,
  getKernel,
  Identity,
  registerBackend,
  registerKernel,
  removeBackend,
  UnsortedSegmentSum,
} from "@tensorflow/tfjs-core";
import { processor } from "#host";
import type { Backend } from "../backend.ts";
import { asWasmBackend } from "../private-fields.ts";
import { replaceKernel } from "../replace-kernel.ts";
import type { StartOptions } from "../start-options.ts";
import { asPlainProducts } from "./as-plain-products.ts";
import { checkMemory } from "./check-memory.ts";
import { identity } from "./identity.ts";
import type { Refusal } from "./refusal.ts";
import { whyUnshared } from "./shared-memory.ts";
import { simdFeatures } from "./simd-features.ts";
import { slices } from "./slices.ts";
import { defaultThreads, setThreads } from "./threads.ts";
import { unsortedSegmentSum } from "./unsorted-segment-sum.ts";
import { whyNoWasm } from "./why-no-wasm.ts";
import { startWorkers } from "./workers.ts";

/** tfjs's WebAssembly backend, with SIMD. */
export const wasm: Backend = {
  name: "wasm",
  async report() {
    const refusal = await whyNoWasm();
    if (refusal !== undefined) return { name: "wasm", available: false, ...refusal };
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
    const refusal = await open(options);
    if (refusal !== undefined) return refusal;
    replaceKernel("wasm", Identity, () => identity);
    for (const [name, kernel] of Object.entries(slices)) replaceKernel("wasm", name, kernel);
    replaceKernel("wasm", BatchMatMul, asPlainProducts);
    replaceKernel("wasm", _FusedMatMul, asPlainProducts);
    if (getKernel(UnsortedSegmentSum, "wasm") === undefined) {
      registerKernel({ kernelName: UnsortedSegmentSum, backendName: "wasm", kernelFunc: unsortedSegmentSum });
    }
    return undefined;
  },
  prepare(backend) {
    checkMemory(asWasmBackend(backend));
  },
  threads: (backend, { threads = defaultThreads() }) => setThreads(backend, threads),
};

/** Opens the backend on shared or unshared memory and registers it, unless one already runs. Returns why it cannot be opened. */
async function open(options: StartOptions): Promise<Refusal | undefined> {
  // Both import tfjs's backend, which other backends do not need.
  const [{ loadBinary }, { openBackend }] = await Promise.all([
    import("./load-binary.ts"),
    import("./open-backend.ts"),
  ]);
  // findBackend would start the backend if it did not find it.
  if ("wasm" in engine().registry) return undefined;
  const { threads = defaultThreads() } = options;
  const shared = threads > 1 && whyUnshared() === undefined;
  // Workers load while the binary does. `threads` waits for them.
  if (shared) void startWorkers(threads - 1);
  const loaded = await loadBinary(options);
  if ("reason" in loaded) return loaded;
  try {
    const backend = await openBackend(loaded.bytes, shared);
    // tfjs has registered its own factory, which looks for its files beside the script.
    if (findBackendFactory("wasm") !== null) removeBackend("wasm");
    registerBackend("wasm", () => backend);
    return undefined;
  } catch (error) {
    return {
      reason: `tfjs's WASM binary does not start (${error instanceof Error ? error.message : error})`,
      remedy: "Without wasmPaths and wasmBinary, start takes the binary that belongs to tfjs's JavaScript.",
    };
  }
}
