import { evaluate } from "@tenetjs/cells/internals";
import { checkInteger } from "@tenetjs/core/internals";
import { unflatten } from "@tenetjs/core/tensors";
import { fusedKernel, leavesInOrder } from "@tenetjs/core/tensors/internals";
import type { Expression, Leaf, UpdateRecipe } from "@tenetjs/recipes";
import { type UpdateAttributes, updateKernel } from "@tenetjs/recipes/internals";
import { add, type NamedAttrMap, scalar, type Tensor, zerosLike } from "@tensorflow/tfjs-core";
import type { Optimizer, OptimizerState } from "./optimizer.ts";
import { perTensor, slotTrees, type TensorView } from "./per-tensor.ts";
import { type ScalarsAt, withStages } from "./stages.ts";

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
  const optimizer: Optimizer = {
    init: composed.init,
    update: (gradients, state, context) => {
      const kernel = fusedKernel(updateKernel);
      if (kernel === undefined) return composed.update(gradients, state, context);
      const { params, step } = context;
      checkInteger(name, "step", step, 0);
      const lists = leavesInOrder(params, gradients, ...slotTrees(name, state, slots));
      const [parameters, ofGradients, ...ofSlots] = lists as [Tensor[], Tensor[], ...Tensor[][]];
      const attributes: UpdateAttributes = { recipe, scalars: scalarsAt(step) };
      const outputs = kernel(
        [ofGradients, parameters, ...ofSlots].flat(),
        attributes as unknown as NamedAttrMap,
      );
      const count = outputs.length / (1 + slots.length);
      const tree = (index: number) => unflatten(params, outputs.slice(index * count, (index + 1) * count));
      return {
        updates: tree(0),
        state: Object.fromEntries(slots.map((slot, index) => [slot, tree(1 + index)])),
      };
    },
  };
  return withStages(optimizer, {
    list: [{ recipe, scalarsAt }],
    slotsOf: (state) => [state],
    stateOf: ([slots]) => slots as OptimizerState,
  });
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
