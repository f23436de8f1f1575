import { checkInteger, phrase, problem } from "@tenetjs/core/internals";
import { mapTree, type TensorTree, tidied, unflatten, zipTrees } from "@tenetjs/core/tensors";
import { type Tensor, zerosLike } from "@tensorflow/tfjs-core";
import type { Optimizer } from "./optimizer.ts";

/** A rule for a parameter tensor. `slots` names the tensors that it keeps from step to step for each parameter. */
export type TensorRule<Slot extends string> = {
  readonly name: string;
  readonly slots: readonly Slot[];
  update(view: TensorView<Slot>): { update: Tensor; slots: Record<Slot, Tensor> };
};

/** The inputs of a {@link TensorRule}. All tensors have the parameter's shape, and `step` counts from 0. */
export type TensorView<Slot extends string> = {
  readonly gradient: Tensor;
  readonly param: Tensor;
  readonly slots: Record<Slot, Tensor>;
  readonly step: number;
};

/**
 * An optimizer that treats each parameter tensor separately. Slots start at zero. The state is a record with a tree for each slot.
 *
 * ```ts
 * const signDescent = (rate: number) =>
 *   perTensor({
 *     name: "signDescent",
 *     slots: [],
 *     update: ({ gradient }) => ({ update: mul(sign(gradient), -rate), slots: {} }),
 *   });
 * ```
 *
 * Its `update` throws a TypeError when gradients or state do not have the form of the parameters, and a RangeError when `step`
 * is not a non-negative integer.
 */
export function perTensor<const Slot extends string>(rule: TensorRule<Slot>): Optimizer {
  const { name, slots } = rule;
  const bySlot = <T>(value: (slot: Slot, index: number) => T) =>
    Object.fromEntries(slots.map((slot, index) => [slot, value(slot, index)])) as Record<Slot, T>;

  return {
    init: (params) => bySlot(() => mapTree(params, (param) => zerosLike(param))),

    update: (gradients, state, { params, step }) => {
      checkInteger(name, "step", step, 0);
      const held = slotTrees(name, state, slots);
      return tidied(() => {
        const next: Record<Slot, Tensor>[] = [];
        const updates = zipTrees(
          (param, gradient, ...tensors) => {
            const view = { gradient, param, step, slots: bySlot((_, index) => tensors[index]!) };
            const result = rule.update(view);
            next.push(result.slots);
            return result.update;
          },
          params,
          gradients,
          ...held,
        );
        const slotsOf = (slot: Slot) => next.map((tensors) => tensors[slot]);
        return { updates, state: bySlot((slot) => unflatten(params, slotsOf(slot))) };
      });
    },
  };
}

/** The trees of a state, in the order of `slots`. @throws {TypeError} with the name of a missing one. */
export function slotTrees(name: string, state: TensorTree, slots: readonly string[]): TensorTree[] {
  return slots.map((slot) => {
    const tree = (state as Record<string, TensorTree | undefined>)[slot];
    if (tree !== undefined) return tree;
    throw new TypeError(
      problem(
        name,
        `a state with "${slot}"`,
        phrase(`a state with ${Object.keys(state).join(", ") || "nothing"}`),
        "Pass the state that this optimizer's init or last update returned.",
      ),
    );
  });
}
