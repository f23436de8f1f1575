/** Bytes between the numbers of two steps. Every device allows offsets that are multiples of it. */
export const stepStride = 256;

/**
 * A buffer with the number n at n times {@link stepStride}, which covers the given steps. A loop over time can then use one bind group,
 * and each dispatch reads its step at an offset.
 */
export function stepNumbers(
  device: GPUDevice,
  { first, by, count }: { first: number; by: number; count: number },
): GPUBuffer {
  const needed = (Math.max(first, first + by * (count - 1)) + 1) * stepStride;
  const known = buffers.get(device);
  if (known !== undefined && known.size >= needed) return known;
  const size = Math.max(needed, 2 * (known?.size ?? 0), minSteps * stepStride);
  const made = device.createBuffer({
    label: "step numbers",
    size,
    usage: GPUBufferUsage.UNIFORM,
    mappedAtCreation: true,
  });
  const numbers = new Int32Array(made.getMappedRange());
  for (let step = 0; step * stepStride < size; step += 1) numbers[(step * stepStride) / 4] = step;
  made.unmap();
  buffers.set(device, made);
  return made;
}

const buffers = new WeakMap<GPUDevice, GPUBuffer>();

const minSteps = 64;
