import { asWasmBackend, wasmMemory } from "@tenetjs/backends/internals";
import { backend, getBackend, type MemoryInfo, memory } from "@tensorflow/tfjs-core";

export type Held = {
  readonly tensors: number;
  readonly bytes: number;
  /** The bytes that tfjs has allocated: the size of WASM's memory, or of all buffers on the GPU. */
  readonly taken: number;
};

/** The tensors and memory that tfjs holds now. */
export function holding(): Held {
  const { numTensors, numBytes, numBytesAllocatedInGPU = 0 }: WebGpuMemory = memory();
  const wasm = getBackend() === "wasm" ? wasmMemory(asWasmBackend(backend())).buffer.byteLength : 0;
  return { tensors: numTensors, bytes: numBytes, taken: wasm + numBytesAllocatedInGPU };
}

/** tfjs's memory info with the field that its WebGPU backend adds. */
type WebGpuMemory = MemoryInfo & { readonly numBytesAllocatedInGPU?: number };
