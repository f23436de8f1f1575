import { evaluate } from "@tenetjs/cells/internals";
import type { Expression, Leaf, UpdateRecipe } from "@tenetjs/recipes";
import { add, scalar, type Tensor, zerosLike } from "@tensorflow/tfjs-core";
import type { Optimizer, OptimizerState } from "./optimizer.ts";
import { perTensor, type TensorView } from "./per-tensor.ts";
import { runStages, type ScalarsAt, type Stages, withStages } from "./stages.ts";

export type { ScalarsAt } from "./stages.ts";

/**
 * An optimizer from an update recipe. If `@tenetjs/kernels` is registered, the recipe is compiled, and a step is one kernel for all
 * parameters. Otherwise it is composed of tfjs's operations.
 *
 * ```ts
 * const signMomentum = (learningRate: number) =>
 *   pointwise(
 *     updateRecipe({
 *       name: "signMomentum",
 *       slots: ["mean"],
 *       scalars: ["rate"],
 *       step: ({ gradient, slots, scalars }) => {
 *         const mean = add(mul(0.9, slots.mean), mul(0.1, gradient));
 *         const sign = where(less(0, mean), 1, where(less(mean, 0), -1, 0));
 *         return { update: neg(mul(scalars.rate, sign)), next: { mean } };
 *       },
 *     }),
 *     () => ({ rate: learningRate }),
 *   );
 * ```
 *
 * Slots start at zero. The state is a record with a tree for each slot. Its `update` throws a TypeError when gradients or state do not have
 * the form of the parameters, and a RangeError when `step` is not a non-negative integer.
 */
export function pointwise(recipe: UpdateRecipe, scalarsAt: ScalarsAt = () => ({})): Optimizer {
  const { name, slots } = recipe;
  const composed = perTensor({
    name,
    slots,
    update: (view) => interpret(recipe, view, scalarsAt(view.step)),
  });
  const stages: Stages = {
    list: [{ recipe, scalarsAt }],
    slotsOf: (state) => [state],
    stateOf: ([slots]) => slots as OptimizerState,
  };
  const optimizer: Optimizer = {
    init: composed.init,
    update: (gradients, state, context) =>
      runStages(stages, { gradients, state, ...context, apply: false }) ??
      composed.update(gradients, state, context),
  };
  return withStages(optimizer, stages);
}

/** The result of the recipe for one tensor, composed of tfjs's operations. */
function interpret(
  { slots, update, next }: UpdateRecipe,
  { gradient, param, slots: held }: TensorView<string>,
  scalars: Readonly<Record<string, number>>,
): { update: Tensor; slots: Record<string, Tensor> } {
  const leaf = ({ role, name }: Leaf): Tensor => {
    if (role === "gradient") return gradient;
    if (role === "parameter") return param;
    return role === "slot" ? (held[name] as Tensor) : scalar(scalars[name] as number);
  };
  const environment = { leaf, training: true, known: new Map<Expression, Tensor>() };
  const whole = (node: Expression) => inShape(evaluate(node, environment), gradient);
  return {
    update: whole(update),
    slots: Object.fromEntries(slots.map((name) => [name, whole(next[name] as Expression)])),
  };
}

/** `value` in the shape of `like`, because a value that depends only on scalars is a scalar. */
function inShape(value: Tensor, like: Tensor): Tensor {
  return value.rank === like.rank ? value : add(value, zerosLike(like));
}
