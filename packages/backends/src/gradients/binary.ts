import {
  Add,
  div,
  Equal,
  equal,
  FloorDiv,
  floor,
  type GradConfig,
  Greater,
  GreaterEqual,
  greater,
  greaterEqual,
  Less,
  LessEqual,
  LogicalAnd,
  LogicalOr,
  less,
  lessEqual,
  log,
  Maximum,
  Minimum,
  Mod,
  Multiply,
  mul,
  NotEqual,
  neg,
  Pow,
  pow,
  RealDiv,
  SquaredDifference,
  Sub,
  sub,
  type Tensor,
  where,
  zeros,
  zerosLike,
} from "@tensorflow/tfjs-core";
import { gradient } from "./gradient.ts";
import { sumTo } from "./sum-to.ts";

/** Gradients of the kernels that combine `a` and `b`, broadcast against each other, into one tensor. */
export const binaryGradients: readonly GradConfig[] = [
  binary(Add, { a: (dy) => dy, b: (dy) => dy }),
  binary(Sub, { a: (dy) => dy, b: (dy) => neg(dy) }),
  binary(Multiply, { a: (dy, _, b) => mul(dy, b), b: (dy, a) => mul(dy, a) }),
  binary(RealDiv, { a: (dy, _, b) => div(dy, b), b: (dy, a, b) => neg(div(mul(dy, div(a, b)), b)) }),
  binary(SquaredDifference, {
    a: (dy, a, b) => mul(dy, mul(2, sub(a, b))),
    b: (dy, a, b) => mul(dy, mul(2, sub(b, a))),
  }),
  // At a tie, `a` gets the whole gradient, as in TensorFlow.
  binary(Maximum, {
    a: (dy, a, b) => keepWhere(greaterEqual(a, b), dy),
    b: (dy, a, b) => keepWhere(less(a, b), dy),
  }),
  binary(Minimum, {
    a: (dy, a, b) => keepWhere(lessEqual(a, b), dy),
    b: (dy, a, b) => keepWhere(greater(a, b), dy),
  }),
  // a - b floor(a / b)
  binary(Mod, { a: (dy) => dy, b: (dy, a, b) => neg(mul(dy, floor(div(a, b)))) }),
  binary(Pow, { a: powBaseGradient, b: powExponentGradient }),
  // The gradient is zero everywhere. tfjs still needs it, since it differentiates through the condition of a `where`.
  ...[Equal, FloorDiv, Greater, GreaterEqual, Less, LessEqual, LogicalAnd, LogicalOr, NotEqual].map(flat),
];

type Derivative = (dy: Tensor, a: Tensor, b: Tensor) => Tensor;

function binary(kernelName: string, derivatives: { a: Derivative; b: Derivative }): GradConfig {
  return gradient(kernelName, { inputsToSave: ["a", "b"] }, (dy, [a, b]) => ({
    a: () => sumTo(derivatives.a(dy, a, b), a.shape),
    b: () => sumTo(derivatives.b(dy, a, b), b.shape),
  }));
}

function flat(kernelName: string): GradConfig {
  return gradient(kernelName, { inputsToSave: ["a", "b"] }, (_, [a, b]) => ({
    a: () => zeros(a.shape),
    b: () => zeros(b.shape),
  }));
}

/** `dy` times b a^(b-1), and 0 where b is 0, even at a = 0, where the product would be 0 times infinity. */
function powBaseGradient(dy: Tensor, a: Tensor, b: Tensor): Tensor {
  const slope = mul(b, pow(a, sub(b, 1)));
  return mul(dy, where(equal(b, 0), zerosLike(slope), slope));
}

/** `dy` times a^b ln a, and 0 where a is not positive, since a^b is then real only for integer b. */
function powExponentGradient(dy: Tensor, a: Tensor, b: Tensor): Tensor {
  const positive = greater(a, 0);
  const logarithm = where(positive, log(where(positive, a, 1)), 0);
  return mul(dy, mul(pow(a, b), logarithm));
}

/** `dy` where `kept`, otherwise 0, even where `dy` is infinite and a product with 0 would be NaN. */
function keepWhere(kept: Tensor, dy: Tensor): Tensor {
  return where(kept, dy, zerosLike(dy));
}
