import type { TensorInfo } from "@tensorflow/tfjs-core";
import { copyStates, inputPlaces, maskPlace, outputPlace, parameterBlocks, placesIn } from "./places.ts";
import { weightGradients } from "./product-gradients.ts";
import { hiddenGradient, packedTransposeSize } from "./products.ts";
import type { Operands, ScanPlan } from "./scan-plan.ts";
import { regions, withScratch } from "./scratch.ts";
import { stepArguments } from "./step-module.ts";

/** The gradients of all operands but the inputs. */
export type SweepGradients = {
  readonly wx: TensorInfo;
  readonly wh: TensorInfo;
  readonly b: TensorInfo;
  readonly parameters: readonly TensorInfo[];
  readonly states: readonly TensorInfo[];
  readonly stepInputs: readonly TensorInfo[];
};

/**
 * Backpropagation through time, from the gradients of the outputs and of the states after the last step. In the workspace of the
 * forward pass, the gradients of the gates take the places of what was saved for them. Those of many steps together give the
 * gradients of the weights in one product each, as soon as there are enough, while they are still at hand; and those of all
 * steps that of the inputs, later and if it is wanted.
 */
export function runBackward(
  plan: ScanPlan,
  operands: Operands,
  workspace: number,
  dOutputs: TensorInfo,
  dStates: readonly TensorInfo[],
): SweepGradients {
  const { kernels, step, batch, steps, hidden, widths } = plan;
  const { unitsVary, parameters } = step.program;
  const empty = ({ shape }: TensorInfo) => kernels.output(shape, "float32");
  const gradients = {
    wx: empty(operands.wx),
    wh: empty(operands.wh),
    b: empty(operands.b),
    parameters: operands.parameters.map(empty),
    states: operands.states.map(empty),
    stepInputs: operands.stepInputs.map(empty),
  };
  for (const tensor of gradients.stepInputs) kernels.view(tensor).fill(0);
  const places = placesIn(plan, workspace);
  const scratch = regions({
    wh: packedTransposeSize(plan),
    carry: batch * widths.states,
    unitGradients: (unitsVary ? steps : 1) * widths.units,
    parameterGradients: parameters * hidden,
    nothing: hidden,
  });
  withScratch(kernels, scratch.bytes, (address) => {
    const at = (name: keyof typeof scratch.offsets) => address + scratch.offsets[name];
    // The last three regions are sums from 0, and what unwanted outputs have for a gradient.
    new Uint8Array(
      kernels.memory.buffer,
      at("unitGradients"),
      at("nothing") + hidden * 4 - at("unitGradients"),
    ).fill(0);
    const unitGradients = (t: number) => at("unitGradients") + (unitsVary ? t : 0) * widths.units * 4;
    copyStates(plan, "in", dStates, at("carry"));
    const addThroughHidden = hiddenGradient(plan, operands, at("wh"));
    const [dWx, dWh] = [kernels.address(gradients.wx), kernels.address(gradients.wh)];
    const addWeightGradients = weightGradients(plan, operands, places, dWx, dWh);
    const dy = kernels.address(dOutputs);
    for (let t = steps - 1; t >= 0; t -= 1) {
      step.backward(
        ...stepArguments(
          {
            rows: batch,
            slots: places.slots(t),
            previous: places.states(t),
            next: places.states(t + 1),
            units: places.units(t),
            unitGradients: unitGradients(t),
            carry: at("carry"),
            ...outputPlace(plan, dy, at("nothing"), t),
            ...maskPlace(plan, operands, t),
          },
          inputPlaces(plan, operands, t, gradients.stepInputs),
        ),
      );
      addThroughHidden(places.slots(t), at("carry"));
      if (t % plan.chunk === 0) addWeightGradients(t, Math.min(plan.chunk, steps - t));
    }
    copyStates(plan, "out", gradients.states, at("carry"));

    for (let t = 0; t < (unitsVary ? steps : 1); t += 1) {
      step.unprepare(
        ...stepArguments(
          {
            rows: 1,
            parameters: places.parameters,
            unitGradients: unitGradients(t),
            parameterGradients: at("parameterGradients"),
          },
          inputPlaces(plan, operands, t, gradients.stepInputs),
        ),
      );
    }
    parameterBlocks(plan, gradients.b, gradients.parameters).forEach((to, index) => {
      const from = at("parameterGradients") + index * hidden * 4;
      kernels.exports.copyBlocks(hidden, 1, 1, from, 0, 0, to, 0, 0);
    });
  });
  return gradients;
}
