import type { BinaryOperation, Operation, UnaryOperation } from "@tenetjs/recipes";
import type { Tape, Variable } from "./tape.ts";

/** The result of `operation`, recorded on the tape. */
export function apply(
  tape: Tape,
  operation: Operation,
  operands: readonly [Variable] | readonly [Variable, Variable],
): Variable {
  const [left, right] = operands;
  if (right === undefined) {
    const { value, slope } = unary[operation as UnaryOperation];
    const x = left.value;
    const y = value(x);
    return tape.derive(y, (gradient) => {
      left.gradient += gradient * slope(x, y);
    });
  }
  const { value, slopes } = binary[operation as BinaryOperation];
  const [a, b] = [left.value, right.value];
  return tape.derive(value(a, b), (gradient) => {
    const [byLeft, byRight] = slopes(a, b);
    left.gradient += gradient * byLeft;
    right.gradient += gradient * byRight;
  });
}

/** A function of x, and its derivative from x and y = f(x). */
type Unary = { value(x: number): number; slope(x: number, y: number): number };

const unary: Record<UnaryOperation, Unary> = {
  negate: { value: (x) => -x, slope: () => -1 },
  exp: { value: Math.exp, slope: (_, y) => y },
  log: { value: Math.log, slope: (x) => 1 / x },
  sqrt: { value: Math.sqrt, slope: (_, y) => 0.5 / y },
  abs: { value: Math.abs, slope: (x) => Math.sign(x) },
  relu: { value: (x) => Math.max(x, 0), slope: (x) => (x > 0 ? 1 : 0) },
  sigmoid: { value: (x) => 1 / (1 + Math.exp(-x)), slope: (_, y) => y * (1 - y) },
  tanh: { value: Math.tanh, slope: (_, y) => 1 - y * y },
  sin: { value: Math.sin, slope: Math.cos },
  cos: { value: Math.cos, slope: (x) => -Math.sin(x) },
  stopGradient: { value: (x) => x, slope: () => 0 },
  /** Rounds ties to even. */
  round: {
    value: (x) => (Math.abs(x % 1) === 0.5 ? 2 * Math.round(x / 2) : Math.round(x)),
    slope: () => 0,
  },
};

type Binary = {
  value(left: number, right: number): number;
  slopes(left: number, right: number): [byLeft: number, byRight: number];
};

/** At a tie, the gradients of maximum and minimum go to the left operand: see `max` of the recipes. */
const binary: Record<BinaryOperation, Binary> = {
  add: { value: (a, b) => a + b, slopes: () => [1, 1] },
  subtract: { value: (a, b) => a - b, slopes: () => [1, -1] },
  multiply: { value: (a, b) => a * b, slopes: (a, b) => [b, a] },
  divide: { value: (a, b) => a / b, slopes: (a, b) => [1 / b, -a / (b * b)] },
  maximum: { value: Math.max, slopes: (a, b) => (a >= b ? [1, 0] : [0, 1]) },
  minimum: { value: Math.min, slopes: (a, b) => (a <= b ? [1, 0] : [0, 1]) },
  modulo: {
    value: (a, b) => a - b * Math.floor(a / b),
    slopes: (a, b) => [1, -Math.floor(a / b)],
  },
};
