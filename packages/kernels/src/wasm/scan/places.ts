import type { InputPlace } from "@tenetjs/recipes";
import { gateOrder } from "@tenetjs/recipes/internals";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { Operands } from "../../scan/operands.ts";
import type { ScanPlan } from "./scan-plan.ts";

/** Addresses in a plan's workspace. If steps are not kept, later steps overwrite earlier ones. */
export type Places = {
  slots(step: number): number;
  /** The states before the step. */
  states(step: number): number;
  units(step: number): number;
  /** The bytes from the slots, or the states, of one row to those of the next. */
  readonly rowBytes: { readonly slots: number; readonly states: number };
  readonly inputs: number;
  readonly parameters: number;
};

/** The addresses of a plan's values in the workspace at the given address. */
export function placesIn(plan: ScanPlan, workspace: number): Places {
  const { batch, steps, ahead, recording, independent, widths, step } = plan;
  const { slots, states, units, inputs, parameters } = plan.workspace.offsets;
  const [ofSlots, ofStates] = [widths.slots * 4, widths.states * 4];
  // Independent units write a state that is not kept in place.
  const stateOf = (t: number) => (recording ? t : independent ? 0 : t % 2);
  const [apart, ofRow] = independent
    ? [1, { slots: recording ? steps : ahead, states: recording ? steps + 1 : 1 }]
    : [batch, { slots: 1, states: 1 }];
  return {
    slots: (t) => workspace + slots + (recording ? t : t % ahead) * apart * ofSlots,
    states: (t) => workspace + states + stateOf(t) * apart * ofStates,
    units: (t) => workspace + units + (step.program.unitsVary ? t : 0) * widths.units * 4,
    rowBytes: { slots: ofRow.slots * ofSlots, states: ofRow.states * ofStates },
    inputs: workspace + inputs,
    parameters: workspace + parameters,
  };
}

/** The places of the recipe's inputs at a step, and of their gradients if `gradients` are given. */
export function inputPlaces(
  { kernels, steps }: ScanPlan,
  { stepInputs }: Operands,
  step: number,
  gradients: readonly TensorInfo[] = [],
): InputPlace[] {
  return stepInputs.map((tensor, index) => {
    const gradient = gradients[index];
    return {
      at: kernels.address(tensor) + step * 4,
      stride: tensor.shape[0] === 1 ? 0 : steps * 4,
      gradient: gradient === undefined ? 0 : kernels.address(gradient) + step * 4,
    };
  });
}

/** The step functions' arguments for the mask at a step. */
export function maskPlace(
  { kernels, steps }: ScanPlan,
  { mask }: Operands,
  step: number,
): { mask?: number; maskStride?: number } {
  if (mask === undefined) return {};
  return { mask: kernels.address(mask) + step * 4, maskStride: steps * 4 };
}

/**
 * The step functions' arguments for the output at a step, or for its gradient, in a tensor at `address`. If only the last output is kept, it is the
 * state's, and every step uses the single row at `elsewhere`.
 */
export function outputPlace(
  { steps, hidden, keep }: ScanPlan,
  address: number,
  elsewhere: number,
  step: number,
): { output: number; outputStride: number } {
  const row = hidden * 4;
  if (keep === "last") return { output: elsewhere, outputStride: 0 };
  return { output: address + step * row, outputStride: steps * row };
}

/** The addresses of the blocks that go to `parameters`: each gate's part of the bias, then the recipe's parameters. */
export function parameterBlocks(
  { kernels, recipe, hidden }: ScanPlan,
  b: TensorInfo,
  parameters: readonly TensorInfo[],
): number[] {
  const bias = kernels.address(b);
  return [
    ...gateOrder(recipe).map((gate) => bias + recipe.gates.indexOf(gate) * hidden * 4),
    ...parameters.map(kernels.address),
  ];
}

/**
 * Copies between tensors `[batch, hidden]`, one for each state, and rows that are `rowBytes` apart, the first of them at `address`. A row contains all
 * states.
 */
export function copyStates(
  { kernels, batch, hidden }: ScanPlan,
  direction: "in" | "out",
  tensors: readonly TensorInfo[],
  address: number,
  rowBytes: number,
): void {
  const apart = hidden * 4;
  tensors.forEach((tensor, index) => {
    const own = kernels.address(tensor);
    const block = address + index * apart;
    const [from, fromStride, to, toStride] =
      direction === "in" ? [own, apart, block, rowBytes] : [block, rowBytes, own, apart];
    kernels.exports.copyBlocks(hidden, batch, 1, from, fromStride, 0, to, toStride, 0);
  });
}
