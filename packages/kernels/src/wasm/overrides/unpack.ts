import type { KernelFunc, TensorInfo, UnpackAttrs } from "@tensorflow/tfjs-core";
import { kernel } from "../kernel.ts";

/**
 * The kernel `Unpack`, which `unstack` runs: each slice is copied once, in runs of adjacent values. tfjs's makes a kernel call and another tensor for
 * each slice.
 */
export function unpack(original: KernelFunc): KernelFunc {
  // Strings are not in the heap.
  return (call) => ((call.inputs.value as TensorInfo).dtype === "string" ? original : copied)(call);
}

const copied = kernel<{ value: TensorInfo }, UnpackAttrs>(
  ({ kernels, inputs: { value }, attributes: { axis } }) => {
    const { shape, dtype } = value;
    const along = axis < 0 ? axis + shape.length : axis;
    const count = shape[along] as number;
    const size = (axes: readonly number[]) => axes.reduce((product, length) => product * length, 1);
    const [before, after] = [size(shape.slice(0, along)), size(shape.slice(along + 1))];
    const slices = Array.from({ length: count }, () =>
      kernels.output(
        shape.filter((_, at) => at !== along),
        dtype,
      ),
    );
    slices.forEach((slice, index) => {
      // Memory may have grown with an output, so views are made after all of them.
      const [from, to] = [kernels.view(value), kernels.view(slice)];
      for (let row = 0; row < before; row += 1) {
        const start = (row * count + index) * after;
        to.set(from.subarray(start, start + after), row * after);
      }
    });
    return slices;
  },
);
