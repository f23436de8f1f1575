import { checkInteger, problem } from "@tenetjs/core/internals";
import { described, div, exp, expression, log, mul, sqrt } from "./builders.ts";
import type { Expression, Operand } from "./expression.ts";

/**
 * x to a constant power. It is made of other operations: products for an integer (so x may be negative), the square root for 1/2, and
 * e^(`exponent` ln x) for all others, which needs x > 0. A power of an exponent that is an expression is `exp(mul(exponent, log(x)))`.
 *
 * @throws {RangeError} when `exponent` is not a finite number.
 */
export function pow(x: Operand, exponent: number): Expression {
  if (typeof exponent !== "number" || !Number.isFinite(exponent)) {
    const next = "For an exponent that is an expression, write exp(mul(exponent, log(x))).";
    throw new RangeError(problem("pow", "a finite number as the exponent", described(exponent), next));
  }
  const base = expression(x);
  if (exponent < 0) return div(1, pow(base, -exponent));
  if (exponent === 0.5) return sqrt(base);
  if (!Number.isInteger(exponent)) return exp(mul(exponent, log(base)));
  return exponent === 0
    ? expression(1)
    : integerPower(base, checkInteger("pow", "exponent", exponent, 1, 64));
}

/** By squaring, which needs no more than two products for each binary digit. */
function integerPower(base: Expression, exponent: number): Expression {
  if (exponent === 1) return base;
  const half = integerPower(base, Math.floor(exponent / 2));
  const square = mul(half, half);
  return exponent % 2 === 0 ? square : mul(square, base);
}
