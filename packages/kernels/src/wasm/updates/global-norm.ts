import type { TensorInfo } from "@tensorflow/tfjs-core";
import { inLists } from "../../updates/in-lists.ts";
import { kernel, sizeOf } from "../kernel.ts";
import type { Kernels } from "../module/kernels.ts";
import { callOf } from "../threads/call.ts";
import { runInSlices, slicesOf } from "./slices.ts";

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
    const factor = clippingFactor(normOf(kernels, tensors), most);
    const scaled = tensors.map(({ shape }) => kernels.output(shape, "float32"));
    const lists = tensors.map((tensor, index) => {
      const [from, to] = [kernels.address(tensor), kernels.address(scaled[index] as TensorInfo)];
      return {
        count: sizeOf(tensor.shape),
        call: (count: number, offset: number) =>
          callOf(kernels.code, "scale", [count, factor, from + offset, to + offset]),
      };
    });
    runInSlices(kernels, "clipping", lists);
    return scaled;
  },
);

/** min(1, most / norm), or NaN if the norm is not finite. */
export function clippingFactor(norm: number, most: number): number {
  return Number.isFinite(norm) ? most / Math.max(norm, most) : Number.NaN;
}

/** The global norm of float32 tensors. Infinite if the sum of the squares overflows float32. A step asks twice for that of its gradients. */
export function normOf(kernels: Kernels, tensors: readonly TensorInfo[]): number {
  const ids = tensors.map(({ dataId }) => dataId);
  const [first = {}] = ids;
  const known = norms.get(first);
  if (known?.ids.length === ids.length && known.ids.every((id, index) => id === ids[index]))
    return known.norm;
  const norm = computeNorm(kernels, tensors);
  norms.set(first, { ids, norm });
  return norm;
}

/** The last norm that was computed of lists that begin with the same tensor. */
const norms = new WeakMap<object, { readonly ids: readonly object[]; readonly norm: number }>();

function computeNorm(kernels: Kernels, tensors: readonly TensorInfo[]): number {
  const lists = tensors.map((tensor) => ({ count: sizeOf(tensor.shape), x: kernels.address(tensor) }));
  const slices = slicesOf(lists);
  const sums = kernels.allocate(8 * slices * lists.length);
  const sliced = lists.map(({ count, x }, list) => ({
    count,
    call: (values: number, offset: number, slice: number) =>
      callOf(kernels.code, "sumOfSquares", [values, x + offset, sums + 8 * (list * slices + slice)]),
  }));
  try {
    runInSlices(kernels, "norm", sliced);
    const squares = new Float64Array(kernels.memory.buffer, sums, slices * lists.length);
    return Math.sqrt(Math.fround(squares.reduce((sum, square) => sum + square, 0)));
  } finally {
    kernels.free(sums);
  }
}

function listOf(name: string, inputs: readonly TensorInfo[]): TensorInfo[] {
  return inLists(name, Object.values(inputs), 1)[0] as TensorInfo[];
}
