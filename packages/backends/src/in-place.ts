import { phrase, problem } from "@tenetjs/core/internals";
import { backend, getBackend, type Tensor } from "@tensorflow/tfjs-core";
import { asWasmBackend, asWebGpuBackend } from "./private-fields.ts";

/**
 * The values of a float32 `tensor` as they lie in the memory of tfjs's WASM backend, to read or to write without a
 * copy. Of use until the next tensor is made, since memory that grows moves. After a write, call {@link writtenInPlace}.
 *
 * @throws {TypeError} when the current backend is not WASM or the tensor is not float32.
 */
export function wasmView(tensor: Tensor): Float32Array {
  if (getBackend() !== "wasm" || tensor.dtype !== "float32") {
    const got = phrase(`a ${tensor.dtype} tensor on ${getBackend()}`);
    throw new TypeError(problem("wasmView", "a float32 tensor on the wasm backend", got));
  }
  return asWasmBackend(backend()).typedArrayFromHeap(tensor) as Float32Array;
}

/**
 * Makes the current backend forget what it derived from the former values of `tensor`, whose memory was written: the
 * packed weights that WASM keeps for each matrix it multiplied by, the copy that WebGPU keeps of what was read.
 */
export function writtenInPlace(tensor: Tensor): void {
  if (getBackend() === "wasm") {
    const { wasm, dataIdMap } = asWasmBackend(backend());
    const { id, memoryOffset } = dataIdMap.get(tensor.dataId);
    wasm.tfjs.disposeData(id);
    wasm.tfjs.registerTensor(id, tensor.size, memoryOffset);
  } else if (getBackend() === "webgpu") {
    const data = asWebGpuBackend(backend()).tensorMap.get(tensor.dataId);
    if (data.resource !== undefined) delete data.values;
  }
}
