import { phrase, problem } from "@tenetjs/core/internals";
import type { DataId, DataType, KernelBackend, TensorInfo } from "@tensorflow/tfjs-core";

/*
 * Every cast to what tfjs 4.22.0 keeps private. Each function checks what it casts to, so that another tfjs is told
 * apart at start and not by wrong numbers.
 */

/** tfjs's WASM backend, with its memory and its map from tensors to places in it. */
export type WasmBackend = KernelBackend & {
  readonly wasm: {
    /** The address of `bytes` new bytes, 0 where there are none left; as a signed number. */
    _malloc: (bytes: number) => number;
    _free(address: number): void;
    /** What its module exports. */
    readonly asm: { readonly memory?: WebAssembly.Memory };
    /** The memory of the build with threads, which is imported. */
    readonly wasmMemory?: WebAssembly.Memory;
    readonly tfjs: {
      disposeData(id: number): void;
    };
  };
  readonly dataIdMap: { get(dataId: DataId): { id: number; memoryOffset: number } };
  /** A new tensor: of undefined values, or of those at `address`, which is freed with it. */
  makeOutput(shape: number[], dtype: DataType, address?: number): TensorInfo;
  /** A tensor's values as they lie in memory, until the next tensor is made. */
  typedArrayFromHeap(tensor: TensorInfo): Float32Array | Int32Array | Uint8Array;
};

/** `backend` as tfjs's WASM backend. @throws {TypeError} when it is not, or is of another version. */
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

/** The memory that `backend`'s tensors lie in. @throws {TypeError} when the backend is of another version. */
export function wasmMemory({ wasm }: WasmBackend): WebAssembly.Memory {
  const memory = wasm.asm.memory ?? wasm.wasmMemory;
  if (memory instanceof WebAssembly.Memory) return memory;
  throw missing("WASM", "wasm.asm.memory or wasm.wasmMemory", memory);
}

/** tfjs's WebGPU backend, with its map from tensors to buffers, and the commands that it has not submitted yet. */
export type WebGpuBackend = KernelBackend & {
  readonly device: GPUDevice;
  /** A tensor's buffer on the card, once it is there, and its values, where a copy is at hand. */
  readonly tensorMap: {
    get(dataId: DataId): { dtype: DataType; shape: number[]; values?: unknown; resource?: unknown };
  };
  readonly bufferManager: {
    /** A buffer of `size` bytes, of undefined content: one that was released, if one fits. */
    acquireBuffer(size: number, usage: number): GPUBuffer;
    releaseBuffer(buffer: GPUBuffer): void;
  };
  runWebGPUProgram: (program: WebGpuProgram, inputs: TensorInfo[], ...rest: unknown[]) => TensorInfo;
  makeTensorInfo(shape: number[], dtype: DataType): TensorInfo;
  /** Gives a tensor its buffer, with its values in it if it has any. */
  uploadToGPU(dataId: DataId): void;
  /** Commands since the last submission; its pass, if one is open. */
  readonly commandEncoder: GPUCommandEncoder | null;
  computePassEncoder: GPUComputePassEncoder | null;
  dispatchCountInPass: number;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
  submitQueue(): void;
  /** Tensors whose buffers stay theirs until the commands are submitted. */
  readonly commandQueueOwnedIds: { add(dataId: DataId): unknown };
  /** Buffers that are released when the commands are submitted. */
  readonly uniformPendingDisposal: GPUBuffer[];
};

/** What of a shader's description is read here. */
export type WebGpuProgram = {
  readonly shaderKey: string;
  readonly outputShape: readonly number[];
  /** Workgroups along each axis. */
  readonly dispatch: readonly number[];
  /** Which axes of the result each axis of the workgroups stands for. */
  readonly dispatchLayout: {
    readonly x: readonly number[];
    readonly y?: readonly number[];
    readonly z?: readonly number[];
  };
  getUserCode(): string;
};

/** `backend` as tfjs's WebGPU backend. @throws {TypeError} when it is not, or is of another version. */
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
    ensureCommandEncoderReady: "function",
    endComputePassEncoder: "function",
    submitQueue: "function",
    "commandQueueOwnedIds.add": "function",
    "uniformPendingDisposal.push": "function",
  });
}

/** Keeps tfjs's plain JavaScript backend from printing its advice to install tfjs-node, which comes with the first write. */
export function silenceAdvice(backend: object): void {
  checked<{ firstUse: boolean }>("CPU", backend, { firstUse: "boolean" }).firstUse = false;
}

function checked<T>(name: string, backend: object, expected: Record<string, string>): T {
  for (const [path, type] of Object.entries(expected)) {
    const found = path.split(".").reduce<unknown>((value, key) => Object(value)[key], backend);
    if (typeof found !== type) throw missing(name, path, found);
  }
  return backend as T;
}

function missing(name: string, path: string, found: unknown): TypeError {
  return new TypeError(
    problem(
      "@tenetjs/backends",
      `tfjs's ${name} backend to have ${path}, as 4.22.0 does`,
      phrase(typeof found),
      "Install exactly version 4.22.0 of the @tensorflow packages.",
    ),
  );
}
