import { checkInteger } from "@tenetjs/core/internals";
import { type TensorTree, unflatten } from "@tenetjs/core/tensors";
import { fusedKernel, leavesInOrder } from "@tenetjs/core/tensors/internals";
import { add, mul, type UpdateRecipe, updateRecipe } from "@tenetjs/recipes";
import {
  type ChainedUpdateAttributes,
  chainedUpdateKernel,
  chainUpdates,
  nameInChain,
  updateKernel,
} from "@tenetjs/recipes/internals";
import type { NamedAttrMap, Tensor } from "@tensorflow/tfjs-core";
import type { Optimizer, OptimizerContext, OptimizerState, OptimizerStep } from "./optimizer.ts";
import { slotTrees } from "./per-tensor.ts";

/** A function from the step to a recipe's scalars, by name. `step` counts from 0. */
export type ScalarsAt = (step: number) => Readonly<Record<string, number>>;

/** An update recipe of an optimizer, with its scalars; or that of clipping, whose scalar depends on the gradients and the greatest norm. */
export type Stage = { readonly recipe: UpdateRecipe } & (
  | { readonly scalarsAt: ScalarsAt; readonly most?: never }
  | { readonly scalarsAt?: never; readonly most: number }
);

/** An optimizer as update recipes in order. A backend can then compile all of it to one kernel. */
export type Stages = {
  readonly list: readonly [Stage, ...Stage[]];
  /** The slots of each recipe in the optimizer's state, and the state that has given ones. */
  slotsOf(state: OptimizerState): readonly OptimizerState[];
  stateOf(slots: readonly OptimizerState[]): OptimizerState;
};

/** `optimizer`, which is known to be made of these recipes. */
export function withStages(optimizer: Optimizer, stages: Stages): Optimizer {
  known.set(optimizer, stages);
  return optimizer;
}

/** The recipes that an optimizer is made of; undefined where it is something else as well. */
export function stagesOf(optimizer: Optimizer): Stages | undefined {
  return known.get(optimizer);
}

const known = new WeakMap<Optimizer, Stages>();

/** The recipes of several optimizers in order. The norm that the first may clip is that of the gradients, so later ones may not clip. */
export function joined(
  optimizers: readonly Optimizer[],
  statesOf: (state: OptimizerState) => readonly OptimizerState[],
): Stages | undefined {
  const parts = optimizers.map(stagesOf);
  if (!parts.every((part) => part !== undefined)) return undefined;
  const list = parts.flatMap((part) => part.list) as [Stage, ...Stage[]];
  if (list.slice(1).some(({ most }) => most !== undefined)) return undefined;
  return {
    list,
    slotsOf: (state) => {
      const states = statesOf(state);
      return parts.flatMap((part, index) => part.slotsOf(states[index] as OptimizerState));
    },
    stateOf: (slots) => {
      let from = 0;
      return parts.map((part) => {
        from += part.list.length;
        return part.stateOf(slots.slice(from - part.list.length, from));
      });
    },
  };
}

/** The result of all recipes by one kernel, or undefined if the backend has none: the updates or, with `apply`, the parameters after the step. */
export function runStages(
  stages: Stages,
  {
    gradients,
    state,
    params,
    step,
    apply,
  }: OptimizerContext & {
    readonly gradients: TensorTree;
    readonly state: OptimizerState;
    readonly apply: boolean;
  },
): OptimizerStep | undefined {
  // A single recipe has a kernel on more backends.
  const isSingle = stages.list.length === 1 && stages.list[0].most === undefined && !apply;
  const kernel = fusedKernel(isSingle ? updateKernel : chainedUpdateKernel);
  if (kernel === undefined) return undefined;
  const recipe = recipeOf(stages, apply);
  const { list } = stages;
  checkInteger(recipe.name, "step", step, 0);
  const slots = stages.slotsOf(state);
  const trees = list.flatMap(({ recipe: { name, slots: names } }, index) =>
    slotTrees(name, slots[index] as OptimizerState, names),
  );
  const lists = leavesInOrder(params, gradients, ...trees);
  const [parameters, ofGradients, ...ofSlots] = lists as [Tensor[], Tensor[], ...Tensor[][]];
  const { most } = list[0];
  const clip = most === undefined ? {} : { clip: { scalar: nameInChain(0, clipFactor), most } };
  const attributes: ChainedUpdateAttributes = { recipe, scalars: scalarsOf(stages, step), ...clip };
  const inputs = [ofGradients, parameters, ...ofSlots].flat();
  const outputs = kernel(inputs, attributes as unknown as NamedAttrMap);
  const count = ofGradients.length;
  let taken = 0;
  const nextTree = () => {
    taken += count;
    return unflatten(params, outputs.slice(taken - count, taken));
  };
  const updates = nextTree();
  const nextSlots = list.map(({ recipe: { slots: names } }) =>
    Object.fromEntries(names.map((name) => [name, nextTree()])),
  );
  return { updates, state: stages.stateOf(nextSlots) };
}

/** Adds updates to the parameters. The recipe's gradient is the update of an optimizer. */
export const applying = updateRecipe({
  name: "applyUpdates",
  step: ({ parameter, gradient }) => ({ update: add(parameter, gradient) }),
});

/** The recipe of all stages, made once. */
function recipeOf(stages: Stages, apply: boolean): UpdateRecipe {
  const made = recipes[apply ? "applied" : "updates"];
  const found = made.get(stages);
  if (found !== undefined) return found;
  const list = stages.list.map(({ recipe }) => recipe);
  const recipe = chainUpdates([...list, ...(apply ? [applying] : [])] as [UpdateRecipe, ...UpdateRecipe[]]);
  made.set(stages, recipe);
  return recipe;
}

const recipes = {
  updates: new WeakMap<Stages, UpdateRecipe>(),
  applied: new WeakMap<Stages, UpdateRecipe>(),
};

/** The scalars of all stages by their names in the chain, but for that of clipping. */
function scalarsOf({ list }: Stages, step: number): Record<string, number> {
  return Object.fromEntries(
    list.flatMap(({ scalarsAt }, index) =>
      Object.entries(scalarsAt?.(step) ?? {}).map(([name, value]) => [nameInChain(index, name), value]),
    ),
  );
}

const clipFactor = "factor";

/** Multiplies gradients by the factor of clipping. */
export const scaling = updateRecipe({
  name: "clipByGlobalNorm",
  scalars: [clipFactor],
  step: ({ gradient, scalars }) => ({ update: mul(gradient, scalars[clipFactor]) }),
});
