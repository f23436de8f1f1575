import type { TensorInfo } from "@tensorflow/tfjs-core";
import { inLists } from "../../updates/in-lists.ts";
import { kernel, sizeOf } from "../kernel.ts";
import type { Kernels } from "../module/kernels.ts";

/** The kernel `TenetGlobalNorm`: the square root of the sum of the squares of all values of a list of tensors, as a scalar tensor. */
export const globalNorm = kernel<readonly TensorInfo[]>(({ kernels, inputs }) => {
  const norm = kernels.output([], "float32");
  kernels.view(norm)[0] = normOf(kernels, listOf("TenetGlobalNorm", inputs));
  return norm;
});

/**
 * The kernel `TenetClipByGlobalNorm`: each tensor of a list times min(1, most / norm), where the norm is the global norm of the list.
 * All values are NaN if the norm is not finite.
 */
export const clipByGlobalNorm = kernel<readonly TensorInfo[], { most: number }>(
  ({ kernels, inputs, attributes: { most } }) => {
    const tensors = listOf("TenetClipByGlobalNorm", inputs);
    const norm = normOf(kernels, tensors);
    const factor = Number.isFinite(norm) ? most / Math.max(norm, most) : Number.NaN;
    return tensors.map((tensor) => {
      const scaled = kernels.output(tensor.shape, "float32");
      kernels.exports.scale(sizeOf(tensor.shape), factor, kernels.address(tensor), kernels.address(scaled));
      return scaled;
    });
  },
);

/** The global norm. Infinite if the sum of the squares overflows float32. */
function normOf({ exports, address }: Kernels, tensors: readonly TensorInfo[]): number {
  const squares = tensors.map((tensor) => exports.sumOfSquares(sizeOf(tensor.shape), address(tensor)));
  return Math.sqrt(Math.fround(squares.reduce((sum, square) => sum + square, 0)));
}

function listOf(name: string, inputs: readonly TensorInfo[]): TensorInfo[] {
  return inLists(name, Object.values(inputs), 1)[0] as TensorInfo[];
}
