import { differentiable } from "@tenetjs/core/tensors/internals";
import {
  abs,
  add,
  div,
  getBackend,
  getKernel,
  greater,
  greaterEqual,
  less,
  logicalAnd,
  mod,
  mul,
  neg,
  reshape,
  round,
  sub,
  sum,
  type Tensor,
  where,
  zerosLike,
} from "@tensorflow/tfjs-core";

/**
 * The floored modulus a - b floor(a / b) for b > 0, in [0, b), elementwise with broadcasting. The result is the nearest float32 as long
 * as |a| / b < 2^40.
 *
 * Computing the formula directly loses all digits of the result when a is large. The exact remainder of a division is always a
 * float32, and binary long division finds it with subtractions that do not round (Sterbenz, 1974): subtract b 2^k wherever it fits, for
 * k from large to 0. If the backend's `Mod` kernel is exact, it is used instead.
 */
export function flooredModulo(a: Tensor, b: Tensor): Tensor {
  const modulo = (left: Tensor, right: Tensor) => {
    const remainder = hasExactKernel() ? mod(left, right) : longDivision(left, right);
    // For a left operand just below 0, the remainder rounds to b, which is 0 in the next cycle.
    const value = where(greaterEqual(remainder, right), zerosLike(remainder), remainder);
    return {
      value,
      saved: [left, right, value],
      gradient: (dy: Tensor, saved: readonly Tensor[]) => {
        const [x, y, remainder] = saved as [Tensor, Tensor, Tensor];
        const quotient = round(div(sub(x, remainder), y));
        return [sumToShape(dy, x.shape), sumToShape(neg(mul(dy, quotient)), y.shape)];
      },
    };
  };
  return differentiable(modulo, a, b);
}

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

/** `x` summed over the axes along which `shape` was broadcast. */
function sumToShape(x: Tensor, shape: number[]): Tensor {
  const extra = x.rank - shape.length;
  const axes = x.shape.flatMap((size, axis) =>
    axis < extra || (shape[axis - extra] === 1 && size !== 1) ? [axis] : [],
  );
  return axes.length === 0 ? x : reshape(sum(x, axes), shape);
}
