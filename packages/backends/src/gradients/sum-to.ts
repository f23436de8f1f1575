import { broadcast_util, reshape, sum, type Tensor } from "@tensorflow/tfjs-core";

/**
 * `tensor` summed over the axes along which `shape` was broadcast: the adjoint of broadcasting.
 *
 * Returns a new tensor even if there is nothing to sum: tfjs frees each gradient that it accumulates, so two inputs may not share
 * one tensor.
 */
export function sumTo(tensor: Tensor, shape: readonly number[]): Tensor {
  const axes = broadcast_util.getReductionAxes([...shape], tensor.shape);
  return reshape(axes.length === 0 ? tensor : sum(tensor, axes), [...shape]);
}
