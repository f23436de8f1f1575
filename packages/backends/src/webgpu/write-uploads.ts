import { type DataType, util } from "@tensorflow/tfjs-core";
import type { WebGpuBackend } from "../private-fields.ts";

/**
 * Makes `backend` upload tensors with `GPUQueue.writeBuffer`. tfjs maps a new staging buffer for each, and ends the compute pass for the copy:
 * for the zeros that a network starts from, that takes longer than the step that reads them.
 *
 * A write takes effect before commands that are submitted later, which include those recorded so far. Those cannot read the buffer: it is new,
 * or was released, and tfjs releases no buffer that such commands use.
 */
export function writeUploads(backend: WebGpuBackend): void {
  const upload = backend.uploadToGPU.bind(backend);
  backend.uploadToGPU = (dataId) => {
    const data = backend.tensorMap.get(dataId);
    const { values, dtype, shape } = data;
    if ((data.resource ?? null) !== null || !isNumbers(values)) return upload(dataId);
    const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_SRC | GPUBufferUsage.COPY_DST;
    const buffer = backend.bufferManager.acquireBuffer(4 * util.sizeFromShape(shape), usage);
    backend.device.queue.writeBuffer(buffer, 0, asStored(values, dtype));
    data.resource = buffer;
    // tfjs keeps no copy of uploaded values either.
    data.values = null;
  };
}

function isNumbers(values: unknown): values is ArrayLike<number> {
  return ArrayBuffer.isView(values) || Array.isArray(values);
}

/** `values` as tfjs stores a tensor of `dtype` on the GPU: booleans as 32-bit integers. */
function asStored(
  values: ArrayLike<number>,
  dtype: DataType,
): Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer> {
  const Stored = dtype === "float32" ? Float32Array : Int32Array;
  return values instanceof Stored
    ? (values as Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>)
    : Stored.from(values);
}
