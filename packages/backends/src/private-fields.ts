import { phrase, problem } from "@tenetjs/core/internals";
import {
  type DataId,
  type DataType,
  type KernelBackend,
  type TensorInfo,
  version_core,
} from "@tensorflow/tfjs-core";
import { testedVersions } from "./tfjs-versions.ts";

/*
 * All casts to the private fields of tfjs. Each function checks that the fields exist, so that a version of tfjs without them fails
 * at start instead of computing wrong numbers.
 */

/** tfjs's WASM backend, with its memory and its map from tensors to addresses. */
export type WasmBackend = KernelBackend & {
  readonly wasm: {
    /** The address of `bytes` newly allocated bytes, as a signed number, or 0 if memory is exhausted. */
    _malloc: (bytes: number) => number;
    _free(address: number): void;
    /** The module's exports. */
    readonly asm: { readonly memory?: WebAssembly.Memory };
    /** The memory of the build with threads, which imports it. */
    readonly wasmMemory?: WebAssembly.Memory;
    readonly tfjs: {
      disposeData(id: number): void;
    };
  };
  readonly dataIdMap: { get(dataId: DataId): { id: number; memoryOffset: number } };
  /** A new tensor with undefined values, or with the values at `address`, which is then freed with the tensor. */
  makeOutput(shape: number[], dtype: DataType, address?: number): TensorInfo;
  /** A view of a tensor's values in memory. It is valid until the next tensor is allocated. */
  typedArrayFromHeap(tensor: TensorInfo): Float32Array | Int32Array | Uint8Array;
};

/** `backend` as tfjs's WASM backend. @throws {TypeError} if it is another backend or another version of tfjs. */
export function asWasmBackend(backend: object): WasmBackend {
  return checked<WasmBackend>("WASM", backend, {
    "wasm._malloc": "function",
    "wasm._free": "function",
    "wasm.asm": "object",
    "wasm.tfjs.disposeData": "function",
    "dataIdMap.get": "function",
    makeOutput: "function",
    typedArrayFromHeap: "function",
  });
}

/** The memory that holds the backend's tensors. @throws {TypeError} if the backend is from another version of tfjs. */
export function wasmMemory({ wasm }: WasmBackend): WebAssembly.Memory {
  const memory = wasm.asm.memory ?? wasm.wasmMemory;
  if (memory instanceof WebAssembly.Memory) return memory;
  throw missing("WASM", "wasm.asm.memory or wasm.wasmMemory", memory);
}

/** tfjs's WebGPU backend, with its map from tensors to buffers and the commands that it has not submitted yet. */
export type WebGpuBackend = KernelBackend & {
  readonly device: GPUDevice;
  /** A tensor's GPU buffer (`resource`) once it has been uploaded, and its values if the CPU holds a copy. */
  readonly tensorMap: {
    get(dataId: DataId): { dtype: DataType; shape: number[]; values?: unknown; resource?: unknown };
  };
  /** The bytes of a buffer, once the commands so far are done. */
  getBufferData: (buffer: GPUBuffer) => Promise<ArrayBuffer>;
  readonly bufferManager: {
    /** A buffer of `size` bytes with undefined content. Reuses a released buffer if one fits. */
    acquireBuffer(size: number, usage: number): GPUBuffer;
    releaseBuffer(buffer: GPUBuffer): void;
  };
  runWebGPUProgram: (program: WebGpuProgram, inputs: TensorInfo[], ...rest: unknown[]) => TensorInfo;
  makeTensorInfo(shape: number[], dtype: DataType): TensorInfo;
  /** Allocates a tensor's buffer and copies its values there, if it has any. */
  uploadToGPU(dataId: DataId): void;
  /** The commands since the last submission. */
  readonly commandEncoder: GPUCommandEncoder | null;
  /** The open compute pass, if there is one. */
  computePassEncoder: GPUComputePassEncoder | null;
  dispatchCountInPass: number;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  /** Tensors whose buffers are not reused before the commands are submitted. */
  readonly commandQueueOwnedIds: { add(dataId: DataId): unknown };
  /** Buffers to release when the commands are submitted. */
  readonly uniformPendingDisposal: GPUBuffer[];
};

/** The fields of tfjs's description of a shader that this package reads. */
export type WebGpuProgram = {
  readonly shaderKey: string;
  readonly outputShape: readonly number[];
  /** Workgroups along each axis. */
  readonly dispatch: readonly number[];
  /** The axes of the result that each axis of the workgroups covers. */
  readonly dispatchLayout: {
    readonly x: readonly number[];
    readonly y?: readonly number[];
    readonly z?: readonly number[];
  };
  getUserCode(): string;
};

/** `backend` as tfjs's WebGPU backend. @throws {TypeError} if it is another backend or another version of tfjs. */
export function asWebGpuBackend(backend: object): WebGpuBackend {
  return checked<WebGpuBackend>("WebGPU", backend, {
    "tensorMap.get": "function",
    readSync: "function",
    runWebGPUProgram: "function",
    device: "object",
    "bufferManager.acquireBuffer": "function",
    "bufferManager.releaseBuffer": "function",
    makeTensorInfo: "function",
    uploadToGPU: "function",
    getBufferData: "function",
    ensureCommandEncoderReady: "function",
    endComputePassEncoder: "function",
    submitQueue: "function",
    "commandQueueOwnedIds.add": "function",
    "uniformPendingDisposal.push": "function",
  });
}

/** Keeps tfjs's plain JavaScript backend from printing its advice to install tfjs-node at the first write. */
export function silenceAdvice(backend: object): void {
  checked<{ firstUse: boolean }>("CPU", backend, { firstUse: "boolean" }).firstUse = false;
}

/** How tfjs's flag DEBUG is evaluated, by a function of the copy of tfjs-core that registered it last; undefined in an unknown version. */
export function debugFlag(environment: object): unknown {
  const { flagRegistry } = environment as {
    readonly flagRegistry?: Record<string, { evaluationFn?: unknown }>;
  };
  return flagRegistry?.DEBUG?.evaluationFn;
}

function checked<T>(name: string, backend: object, expected: Record<string, string>): T {
  for (const [path, type] of Object.entries(expected)) {
    const found = path.split(".").reduce<unknown>((value, key) => Object(value)[key], backend);
    if (typeof found !== type) throw missing(name, path, found);
  }
  return backend as T;
}

function missing(name: string, path: string, found: unknown): TypeError {
  const { lowest, highest } = testedVersions;
  const expected = `tfjs's ${name} backend to have ${path}, as versions ${lowest} to ${highest} do`;
  const next = `Install version ${highest} of the @tensorflow packages.`;
  return new TypeError(
    problem("@tenetjs/backends", expected, phrase(`${typeof found} in version ${version_core}`), next),
  );
}
