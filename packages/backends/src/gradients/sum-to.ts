import { broadcast_util, reshape, sum, type Tensor } from "@tensorflow/tfjs-core";

/**
 * `tensor` summed over the axes along which `shape` was broadcast to it: the adjoint of broadcasting.
 *
 * Always a new tensor: tfjs frees each gradient that it adds up, so one tensor may not serve two inputs.
 */
export function sumTo(tensor: Tensor, shape: readonly number[]): Tensor {
  const axes = broadcast_util.getReductionAxes([...shape], tensor.shape);
  return reshape(axes.length === 0 ? tensor : sum(tensor, axes), [...shape]);
}
