import { asWasmBackend, wasmMemory } from "@tenetjs/backends/internals";
import { backend, getBackend, type MemoryInfo, memory } from "@tensorflow/tfjs-core";

export type Held = {
  readonly tensors: number;
  readonly bytes: number;
  /** Bytes that tfjs has taken for them: the size of WASM's memory, or of all buffers on the graphics card. */
  readonly taken: number;
};

/** What tfjs holds now. */
export function holding(): Held {
  const { numTensors, numBytes, numBytesAllocatedInGPU = 0 }: WebGpuMemory = memory();
  const wasm = getBackend() === "wasm" ? wasmMemory(asWasmBackend(backend())).buffer.byteLength : 0;
  return { tensors: numTensors, bytes: numBytes, taken: wasm + numBytesAllocatedInGPU };
}

/** What tfjs's WebGPU backend adds to it. */
type WebGpuMemory = MemoryInfo & { readonly numBytesAllocatedInGPU?: number };
