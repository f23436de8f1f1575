import type { WebGpuBackend } from "../private-fields.ts";

/** The bytes that one batch of reads can hold. Larger tensors are read on their own, where waiting for the device costs little. */
const batchBytes = 4096;

type Batch = {
  readonly staging: GPUBuffer;
  /** The bytes that are taken. */
  filled: number;
  /** The values of the whole batch, once the device has computed them. */
  readonly values: Promise<ArrayBuffer>;
};

/**
 * Makes `backend` read small tensors together that are asked for together, as `Promise.all` does: their values are copied to one staging buffer,
 * submitted once, and waited for once. tfjs submits and waits for each.
 */
export function readInBatches(backend: WebGpuBackend): void {
  const readAlone = backend.getBufferData.bind(backend);
  const free: GPUBuffer[] = [];
  let open: Batch | undefined;

  const newBatch = (): Batch => {
    const usage = GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ;
    const staging = free.pop() ?? backend.device.createBuffer({ label: "reads", size: batchBytes, usage });
    // Whatever is read before the current task awaits anything joins the batch.
    const values = Promise.resolve().then(() => {
      open = undefined;
      return valuesOf(staging);
    });
    return { staging, filled: 0, values };
  };

  const valuesOf = async (staging: GPUBuffer): Promise<ArrayBuffer> => {
    if (backend.commandEncoder !== null) {
      backend.endComputePassEncoder();
      backend.submitQueue();
    }
    await staging.mapAsync(GPUMapMode.READ);
    const values = staging.getMappedRange().slice(0);
    staging.unmap();
    free.push(staging);
    return values;
  };

  backend.getBufferData = async (buffer) => {
    const { size } = buffer;
    if (size === 0 || size > batchBytes) return readAlone(buffer);
    if (open === undefined || open.filled + size > batchBytes) open = newBatch();
    const batch = open;
    const start = batch.filled;
    batch.filled += size;
    // The copy is recorded now: the tensor may be gone when the batch is submitted.
    backend.ensureCommandEncoderReady();
    backend.endComputePassEncoder();
    (backend.commandEncoder as GPUCommandEncoder).copyBufferToBuffer(buffer, 0, batch.staging, start, size);
    return (await batch.values).slice(start, start + size);
  };
}
