import { differentiable } from "@tenetjs/core/tensors/internals";
import { type Comparison, type Operation, operations } from "@tenetjs/recipes";
import type { Arithmetic } from "@tenetjs/recipes/internals";
import {
  add,
  cos,
  div,
  less,
  lessEqual,
  mul,
  neg,
  reshape,
  round,
  scalar,
  sin,
  sub,
  sum,
  type Tensor,
  where,
} from "@tensorflow/tfjs-core";

/**
 * An operation of recipes with its own derivative in place of tfjs's. Where an operation has a kink, tfjs multiplies the gradient by a slope
 * of 0, which makes NaN of an infinite one: that of sqrt(|x|) at x = 0. Ours, like the compiled kernels, chooses 0.
 *
 * @param compute its value, by tfjs's operations
 */
export function withOwnGradient<Operands extends readonly Tensor[]>(
  operation: Operation,
  compute: (...operands: Operands) => Tensor,
): (...operands: Operands) => Tensor {
  const { derivative } = operations[operation] as Rule;
  return (...operands) =>
    differentiable(
      (...given) => {
        const value = compute(...(given as readonly Tensor[] as Operands));
        return {
          value,
          saved: [...given, value],
          gradient: (dy, saved) => {
            const [of, result] = [saved.slice(0, -1), saved.at(-1) as Tensor];
            return derivative(arithmetic, dy, of, result).map((slope, index) =>
              sumToShape(slope ?? mul(dy, 0), (of[index] as Tensor).shape),
            );
          },
        };
      },
      ...operands,
    );
}

/** `whenTrue` where the condition holds, else `whenFalse`; the other branch gets a gradient of 0, even where that of the result is infinite. */
export function select(condition: Tensor, whenTrue: Tensor, whenFalse: Tensor): Tensor {
  return differentiable(
    (left, right) => ({
      value: where(condition, left, right),
      saved: [condition, left, right],
      gradient: (dy, [chosen, left, right]) => [
        sumToShape(where(chosen as Tensor, dy, scalar(0)), (left as Tensor).shape),
        sumToShape(where(chosen as Tensor, scalar(0), dy), (right as Tensor).shape),
      ],
    }),
    whenTrue,
    whenFalse,
  );
}

/** Where the comparison of the two holds, elementwise. */
export function compare(comparison: Comparison, left: Tensor, right: Tensor): Tensor {
  return comparison === "less" ? less(left, right) : lessEqual(left, right);
}

type Rule = {
  derivative(
    arithmetic: Arithmetic<Tensor>,
    gradient: Tensor,
    operands: readonly Tensor[],
    result: Tensor,
  ): readonly (Tensor | undefined)[];
};

const arithmetic: Arithmetic<Tensor> = {
  constant: (value) => scalar(value),
  add,
  subtract: sub,
  multiply: mul,
  divide: div,
  negate: neg,
  round,
  sin,
  cos,
  choose: (comparison, left, right, whenTrue, whenFalse) =>
    where(compare(comparison, left, right), whenTrue, whenFalse),
};

/** `x` summed over the axes along which `shape` was broadcast. */
function sumToShape(x: Tensor, shape: number[]): Tensor {
  const extra = x.rank - shape.length;
  const axes = x.shape.flatMap((size, axis) =>
    axis < extra || (shape[axis - extra] === 1 && size !== 1) ? [axis] : [],
  );
  return axes.length === 0 ? x : reshape(sum(x, axes), shape);
}
