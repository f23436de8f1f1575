import {
  Abs,
  Cast,
  type CastAttrs,
  Ceil,
  ClipByValue,
  type ClipByValueAttrs,
  Cos,
  clone,
  cos,
  div,
  Exp,
  Expm1,
  Floor,
  type GradConfig,
  greaterEqual,
  Identity,
  IsFinite,
  IsInf,
  IsNan,
  Log,
  Log1p,
  LogicalNot,
  lessEqual,
  logicalAnd,
  mul,
  Neg,
  neg,
  OnesLike,
  Reciprocal,
  Relu,
  Round,
  Rsqrt,
  Sigmoid,
  Sign,
  Sin,
  Softplus,
  Sqrt,
  Square,
  Step,
  sigmoid,
  sign,
  sin,
  step,
  sub,
  Tanh,
  type Tensor,
  where,
  ZerosLike,
  zerosLike,
} from "@tensorflow/tfjs-core";
import { gradient } from "./gradient.ts";

/** Gradients of the elementwise kernels of one tensor `x`. */
export const unaryGradients: readonly GradConfig[] = [
  fromInput(Abs, (dy, x) => mul(dy, sign(x))),
  fromInput(Cos, (dy, x) => neg(mul(dy, sin(x)))),
  fromInput(Log, (dy, x) => div(dy, x)),
  fromInput(Log1p, (dy, x) => div(dy, onePlus(x))),
  fromInput(Relu, (dy, x) => mul(dy, step(x))),
  fromInput(Sin, (dy, x) => mul(dy, cos(x))),
  fromInput(Softplus, (dy, x) => mul(dy, sigmoid(x))),
  fromInput(Square, (dy, x) => mul(dy, mul(2, x))),

  fromOutput(Exp, (dy, y) => mul(dy, y)),
  fromOutput(Expm1, (dy, y) => mul(dy, onePlus(y))),
  fromOutput(Reciprocal, (dy, y) => neg(mul(dy, mul(y, y)))),
  fromOutput(Rsqrt, (dy, y) => mul(dy, mul(-0.5, mul(y, mul(y, y))))),
  fromOutput(Sigmoid, (dy, y) => mul(dy, mul(y, sub(1, y)))),
  fromOutput(Sqrt, (dy, y) => div(dy, mul(2, y))),
  fromOutput(Tanh, (dy, y) => mul(dy, sub(1, mul(y, y)))),

  gradient(Neg, {}, (dy) => ({ x: () => neg(dy) })),
  gradient(Identity, {}, (dy) => ({ x: () => clone(dy) })),
  // A cast to integers or booleans is a step function, whose gradient is zero.
  gradient<CastAttrs>(Cast, {}, (dy, _, { dtype }) => ({
    x: () => (dtype === "float32" ? clone(dy) : zerosLike(dy)),
  })),
  gradient<ClipByValueAttrs>(
    ClipByValue,
    { inputsToSave: ["x"] },
    (dy, [x], { clipValueMin, clipValueMax }) => ({
      x: () =>
        where(logicalAnd(greaterEqual(x, clipValueMin), lessEqual(x, clipValueMax)), dy, zerosLike(dy)),
    }),
  ),
  ...[Ceil, Floor, IsFinite, IsInf, IsNan, LogicalNot, OnesLike, Round, Sign, Step, ZerosLike].map(
    (kernelName) => gradient(kernelName, {}, (dy) => ({ x: () => zerosLike(dy) })),
  ),
];

function fromInput(kernelName: string, derivative: (dy: Tensor, x: Tensor) => Tensor): GradConfig {
  return gradient(kernelName, { inputsToSave: ["x"] }, (dy, [x]) => ({ x: () => derivative(dy, x) }));
}

function fromOutput(kernelName: string, derivative: (dy: Tensor, y: Tensor) => Tensor): GradConfig {
  return gradient(kernelName, { outputsToSave: [true] }, (dy, [y]) => ({ x: () => derivative(dy, y) }));
}

function onePlus(x: Tensor): Tensor {
  return sub(x, -1);
}
