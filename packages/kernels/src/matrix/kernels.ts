import { asWasmBackend, type WasmBackend, wasmMemory } from "@tenetjs/backends/internals";
import { TenetError } from "@tenetjs/core";
import { type Build, kernelModule } from "./binary.ts";
import { configuredBuild } from "./configure.ts";
import type { KernelExports } from "./kernel-exports.ts";
import { fastestTile, measureBytes, type Tile } from "./tiles.ts";

/** The static kernels at work on one backend's memory. */
export type Kernels = {
  readonly build: Build;
  readonly memory: WebAssembly.Memory;
  readonly exports: KernelExports;
  /** The address of `bytes` new bytes, a multiple of 8. @throws {TenetError} with the code `OUT_OF_MEMORY`. */
  allocate(bytes: number): number;
  free(address: number): void;
  /** The address of scratch space for one product at a time, as `multiply` needs it. Kept for good. */
  workspace(): number;
};

/**
 * The static kernels on the memory of tfjs's WASM backend; the same ones for the same memory.
 *
 * @throws {TypeError} when `backend` is not tfjs's WASM backend, or the runtime lacks SIMD.
 */
export function kernelsOf(backend: object): Kernels {
  const wasm = asWasmBackend(backend);
  const memory = wasmMemory(wasm);
  const known = instances.get(memory);
  if (known !== undefined) return known;
  const made = makeKernels(wasm, memory, configuredBuild());
  instances.set(memory, made);
  return made;
}

const instances = new WeakMap<WebAssembly.Memory, Kernels>();

/** The functions of the static kernels, on a memory of one's own: for a worker that got `memory` posted. */
export function instantiateKernels(memory: WebAssembly.Memory, build: Build): KernelExports {
  const shared = typeof SharedArrayBuffer !== "undefined" && memory.buffer instanceof SharedArrayBuffer;
  const instance = new WebAssembly.Instance(kernelModule(build, shared), { env: { memory } });
  return instance.exports as KernelExports;
}

function makeKernels(backend: WasmBackend, memory: WebAssembly.Memory, build: Build): Kernels {
  const exports = instantiateKernels(memory, build);
  const allocate = (bytes: number) => {
    const address = backend.wasm._malloc(bytes) >>> 0;
    if (address !== 0) return address;
    throw new TenetError(
      "OUT_OF_MEMORY",
      `@tenetjs/kernels: expected ${bytes} free bytes in tfjs's WASM memory, got none. ` +
        "Use smaller batches or shorter windows, and dispose of tensors that are no longer needed.",
    );
  };
  let workspace = 0;
  return {
    build,
    memory,
    exports,
    allocate,
    free: (address) => backend.wasm._free(address),
    workspace: () => {
      workspace ||= allocate(exports.workspaceBytes());
      return workspace;
    },
  };
}

/**
 * Has the tile measured that is fastest on this machine, once in a process, before the first product of so much `work` (m n k)
 * that it is worth those 15 ms.
 */
export function prepareFor(kernels: Kernels, work: number): void {
  if (work < worthMeasuring || prepared.has(kernels)) return;
  prepared.add(kernels);
  let tile = fastest.get(kernels.build);
  if (tile === undefined) {
    const scratch = kernels.allocate(measureBytes(kernels.exports));
    tile = fastestTile(kernels, scratch);
    kernels.free(scratch);
    fastest.set(kernels.build, tile);
  }
  kernels.exports.useTile(tile);
}

const worthMeasuring = 2 ** 20;
const prepared = new WeakSet<Kernels>();
const fastest = new Map<Build, Tile>();
