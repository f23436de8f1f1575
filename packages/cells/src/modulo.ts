import {
  abs,
  add,
  getBackend,
  getKernel,
  greater,
  greaterEqual,
  less,
  logicalAnd,
  mod,
  mul,
  sub,
  type Tensor,
  where,
  zerosLike,
} from "@tensorflow/tfjs-core";
import { withOwnGradient } from "./own-gradient.ts";

/**
 * The floored modulus a - b floor(a / b) for b > 0, in [0, b), elementwise with broadcasting. The result is the nearest float32 as long
 * as |a| / b < 2^40.
 *
 * Computing the formula directly loses all digits of the result when a is large. The exact remainder of a division is always a
 * float32, and binary long division finds it with subtractions that do not round (Sterbenz, 1974): subtract b 2^k wherever it fits, for
 * k from large to 0. If the backend's `Mod` kernel is exact, it is used instead.
 */
export function flooredModulo(a: Tensor, b: Tensor): Tensor {
  return modulo(a, b);
}

const modulo = withOwnGradient("modulo", (x: Tensor, y: Tensor) => {
  const remainder = hasExactKernel() ? mod(x, y) : longDivision(x, y);
  // For a left operand just below 0, the remainder rounds to b, which is 0 in the next cycle.
  return where(greaterEqual(remainder, y), zerosLike(remainder), remainder);
});

/** Whether the backend's `Mod` is exact: CPU and WASM use JavaScript's remainder, while GPUs use the formula, which rounds. */
function hasExactKernel(): boolean {
  const backend = getBackend();
  return (backend === "cpu" || backend === "wasm") && getKernel("Mod", backend) != null;
}

const doublings = 40;

/** The remainder, in [0, b], by subtractions only. */
export function longDivision(a: Tensor, b: Tensor): Tensor {
  let remainder = abs(add(a, zerosLike(b)));
  for (let k = doublings; k >= 0; k -= 1) {
    const multiple = mul(b, 2 ** k);
    remainder = where(greaterEqual(remainder, multiple), sub(remainder, multiple), remainder);
  }
  const mirrored = sub(b, remainder);
  const negative = logicalAnd(less(add(a, zerosLike(b)), 0), greater(remainder, 0));
  return where(negative, mirrored, remainder);
}
