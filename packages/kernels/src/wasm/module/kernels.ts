import {
  asWasmBackend,
  isShared,
  threadsOf,
  type WasmBackend,
  wasmMemory,
} from "@tenetjs/backends/internals";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { DataType, TensorInfo } from "@tensorflow/tfjs-core";
import type { KernelExports } from "../../generated/kernel-exports.ts";
import type { CodeModule } from "../threads/code-module.ts";
import { type Build, kernelModule } from "./binary.ts";
import { configuredBuild } from "./options.ts";
import { fastestOf, measureBytes, type Tile, type TileRates, tileRates, tiles } from "./tiles.ts";

/** The static kernels, instantiated on one backend's memory. */
export type Kernels = {
  readonly build: Build;
  readonly memory: WebAssembly.Memory;
  readonly exports: KernelExports;
  /** The same functions, for programs that run on several threads. */
  readonly code: CodeModule<KernelExports>;
  /** The number of threads to use. */
  threads(): number;
  /** The address of `bytes` newly allocated bytes, a multiple of 8. @throws {TenetError} with the code `OUT_OF_MEMORY`. */
  allocate(bytes: number): number;
  free(address: number): void;
  /** The address of a tensor's values. */
  address(tensor: TensorInfo): number;
  /** A view of a tensor's values in memory. It is valid until the next allocation, since memory that grows moves. */
  view(tensor: TensorInfo): Float32Array | Int32Array | Uint8Array;
  /** A new tensor with undefined values. @throws {TenetError} with the code `OUT_OF_MEMORY`. */
  output(shape: readonly number[], dtype: DataType): TensorInfo;
  /** A tensor of one number, the first of the block at `address`. Disposing of the tensor frees the whole block. */
  owner(address: number): TensorInfo;
  /** The address of the scratch space that `multiply` needs, for one product at a time. It is never freed. */
  workspace(): number;
};

/**
 * The static kernels on the memory of tfjs's WASM backend, in the build that {@link configureKernels} selected last. The same backend
 * and build give the same object.
 *
 * @throws {TypeError} if `backend` is not tfjs's WASM backend, or the runtime lacks SIMD.
 */
export function kernelsOf(backend: object): Kernels {
  const build = configuredBuild();
  const known = instances[build].get(backend);
  if (known !== undefined) return known;
  const made = makeKernels(asWasmBackend(backend), build);
  instances[build].set(backend, made);
  return made;
}

const instances: Record<Build, WeakMap<object, Kernels>> = { strict: new WeakMap(), relaxed: new WeakMap() };

/** The functions of the static kernels on a given memory. */
export function instantiateKernels(memory: WebAssembly.Memory, build: Build): KernelExports {
  const instance = new WebAssembly.Instance(kernelModule(build, isShared(memory)), { env: { memory } });
  return instance.exports as KernelExports;
}

function makeKernels(backend: WasmBackend, build: Build): Kernels {
  const memory = wasmMemory(backend);
  const exports = instantiateKernels(memory, build);
  const allocate = (bytes: number) => {
    const address = backend.wasm._malloc(bytes) >>> 0;
    if (address === 0) throw outOfMemory(`${bytes} free bytes`);
    return address;
  };
  let workspace = 0;
  return {
    build,
    memory,
    exports,
    code: { exports, code: new Uint8Array() },
    threads: () => threadsOf(backend),
    allocate,
    free: (address) => backend.wasm._free(address),
    address: ({ dataId }) => backend.dataIdMap.get(dataId).memoryOffset,
    view: (tensor) => backend.typedArrayFromHeap(tensor),
    output: (shape, dtype) => {
      const made = backend.makeOutput([...shape], dtype);
      if (backend.dataIdMap.get(made.dataId).memoryOffset === 0)
        throw outOfMemory(`memory for a tensor of shape [${shape.join(", ")}]`);
      return made;
    },
    owner: (address) => backend.makeOutput([1], "float32", address),
    workspace: () => {
      workspace ||= allocate(exports.workspaceBytes());
      return workspace;
    },
  };
}

function outOfMemory(expected: string): TenetError {
  return new TenetError(
    "OUT_OF_MEMORY",
    problem(
      "@tenetjs/kernels",
      `${expected} in tfjs's WASM memory`,
      phrase("none"),
      "Use smaller batches or shorter windows, and dispose of tensors that are no longer needed.",
    ),
  );
}

/**
 * Finds the fastest tile on this machine, before the first product whose `work` (m n k) justifies the 15 ms that the measurement takes. A busy machine or
 * code that the runtime has not optimised yet can mislead it, so it is repeated before a few later products.
 */
export function prepareFor(kernels: Kernels, work: number): void {
  if (work < worthMeasuring) return;
  const products = (productsSoFar.get(kernels.build) ?? 0) + 1;
  productsSoFar.set(kernels.build, products);
  if (measuredBefore.has(products)) {
    const scratch = kernels.allocate(measureBytes(kernels.exports));
    rates.set(kernels.build, fasterOf(rates.get(kernels.build), tileRates(kernels, scratch)));
    kernels.free(scratch);
  }
  kernels.exports.useTile(tileOf(kernels));
}

/** The tile that products use. */
export function tileOf({ build }: Kernels): Tile {
  const known = rates.get(build);
  return known === undefined ? tiles["4x8"] : fastestOf(known);
}

const worthMeasuring = 2 ** 20;
/** The numbers of the large products of a build before which tiles are measured. A training step has about ten of them. */
const measuredBefore: ReadonlySet<number> = new Set([1, 64, 512]);
const productsSoFar = new Map<Build, number>();
const rates = new Map<Build, TileRates>();

function fasterOf(before: TileRates | undefined, now: TileRates): TileRates {
  if (before === undefined) return now;
  return new Map([...now].map(([tile, rate]) => [tile, Math.max(rate, before.get(tile) ?? 0)]));
}
