import { add, type Expression, mul, type Operand } from "@tenetjs/recipes";

/** The exponential running mean: `decay * mean + (1 - decay) * value`. */
export function runningMean(mean: Operand, value: Operand, decay: number): Expression {
  return add(mul(decay, mean), mul(1 - decay, value));
}
