import {
  ArgMax,
  ArgMin,
  Cumsum,
  type CumsumAttrs,
  cast,
  cumsum,
  div,
  equal,
  type GradConfig,
  Max,
  type MaxAttrs,
  Mean,
  type MeanAttrs,
  Min,
  type MinAttrs,
  mul,
  ones,
  reshape,
  Softmax,
  type SoftmaxAttrs,
  Sum,
  type SumAttrs,
  sub,
  sum,
  type Tensor,
  util,
  zeros,
} from "@tensorflow/tfjs-core";
import { gradient } from "./gradient.ts";

/** Gradients of the kernels that reduce or normalise along axes: sums, means, extremes, softmax. */
export const reductionGradients: readonly GradConfig[] = [
  gradient<SumAttrs>(Sum, { inputsToSave: ["x"] }, (dy, [x], { axis }) => ({
    x: () => spread(withAxes(dy, x.shape, axis), x.shape),
  })),
  gradient<MeanAttrs>(Mean, { inputsToSave: ["x"] }, (dy, [x], { axis }) => ({
    x: () => spread(withAxes(div(dy, x.size / dy.size), x.shape, axis), x.shape),
  })),
  gradient<MaxAttrs>(Max, { inputsToSave: ["x"], outputsToSave: [true] }, (dy, [x, y], attributes) => ({
    x: () => toExtremes(dy, x, y, attributes.reductionIndices),
  })),
  gradient<MinAttrs>(Min, { inputsToSave: ["x"], outputsToSave: [true] }, (dy, [x, y], attributes) => ({
    x: () => toExtremes(dy, x, y, attributes.axis),
  })),
  gradient<CumsumAttrs>(Cumsum, {}, (dy, _, { axis, exclusive, reverse }) => ({
    x: () => cumsum(dy, axis, exclusive, !reverse),
  })),
  gradient<SoftmaxAttrs>(Softmax, { outputsToSave: [true] }, (dy, [y], { dim }) => ({
    logits: () => mul(y, sub(dy, sum(mul(dy, y), dim, true))),
  })),
  ...[ArgMax, ArgMin].map((kernelName) =>
    gradient(kernelName, { inputsToSave: ["x"] }, (_, [x]) => ({ x: () => zeros(x.shape) })),
  ),
];

/** A reduced tensor with its reduced axes restored, each of size 1. `axis` is undefined or null for all axes. */
function withAxes(reduced: Tensor, shape: number[], axis: number | number[]): Tensor {
  const gone = util.parseAxisParam(axis, shape);
  return reshape(
    reduced,
    shape.map((size, index) => (gone.includes(index) ? 1 : size)),
  );
}

/** `tensor` broadcast to `shape`, by a product, since `Tile` is ten times slower on WASM. */
function spread(tensor: Tensor, shape: number[]): Tensor {
  return mul(tensor, ones(shape));
}

/** `dy` at the elements equal to the extreme `y`, divided equally between ties. */
function toExtremes(dy: Tensor, x: Tensor, y: Tensor, axis: number | number[]): Tensor {
  const hit = cast(equal(x, withAxes(y, x.shape, axis)), "float32");
  const axes = util.parseAxisParam(axis, x.shape);
  return mul(hit, div(withAxes(dy, x.shape, axis), sum(hit, axes, true)));
}
