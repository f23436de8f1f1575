import {
  ArgMax,
  ArgMin,
  broadcastTo,
  Cumsum,
  type CumsumAttrs,
  cast,
  cumsum,
  div,
  equal,
  exp,
  type GradConfig,
  LogSoftmax,
  type LogSoftmaxAttrs,
  Max,
  type MaxAttrs,
  Mean,
  type MeanAttrs,
  Min,
  type MinAttrs,
  mul,
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

/** Gradients of the kernels that run along axes: sums, means, extremes, softmax. */
export const reductionGradients: readonly GradConfig[] = [
  gradient<SumAttrs>(Sum, { inputsToSave: ["x"] }, (dy, [x], { axis }) => ({
    x: () => broadcastTo(withAxes(dy, x.shape, axis), x.shape),
  })),
  gradient<MeanAttrs>(Mean, { inputsToSave: ["x"] }, (dy, [x], { axis }) => ({
    x: () => broadcastTo(withAxes(div(dy, x.size / dy.size), x.shape, axis), x.shape),
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
  gradient<LogSoftmaxAttrs>(LogSoftmax, { outputsToSave: [true] }, (dy, [y], { axis }) => ({
    logits: () => sub(dy, mul(exp(y), sum(dy, axis, true))),
  })),
  ...[ArgMax, ArgMin].map((kernelName) =>
    gradient(kernelName, { inputsToSave: ["x"] }, (_, [x]) => ({ x: () => zeros(x.shape) })),
  ),
];

/** A reduced tensor with its reduced axes back, each of size 1. `axis` is undefined or null for all of them. */
function withAxes(reduced: Tensor, shape: number[], axis: number | number[]): Tensor {
  const gone = util.parseAxisParam(axis, shape);
  return reshape(
    reduced,
    shape.map((size, index) => (gone.includes(index) ? 1 : size)),
  );
}

/** `dy` at the elements equal to the extreme `y`, in equal parts where there are several. */
function toExtremes(dy: Tensor, x: Tensor, y: Tensor, axis: number | number[]): Tensor {
  const hit = cast(equal(x, withAxes(y, x.shape, axis)), "float32");
  const axes = util.parseAxisParam(axis, x.shape);
  return mul(hit, div(withAxes(dy, x.shape, axis), sum(hit, axes, true)));
}
