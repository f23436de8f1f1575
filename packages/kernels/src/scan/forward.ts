import type { TensorInfo } from "@tensorflow/tfjs-core";
import {
  copyStates,
  inputPlaces,
  maskPlace,
  outputPlace,
  type Places,
  parameterBlocks,
  placesIn,
} from "./places.ts";
import { hiddenProduct, inputProduct, packedSize } from "./products.ts";
import type { Operands, ScanPlan } from "./scan-plan.ts";
import { regions, withScratch } from "./scratch.ts";
import { stepArguments } from "./step-module.ts";

/**
 * A recipe run over a sequence: the outputs, and the states after the last step. When recording, all that the backward pass needs
 * stays in the `workspace`.
 */
export function runForward(plan: ScanPlan, operands: Operands, workspace: number): TensorInfo[] {
  const { kernels, step, recipe, recording, batch, steps, hidden, keep, h } = plan;
  const outputs = kernels.output([batch, keep === "all" ? steps : 1, hidden], "float32");
  const states = recipe.state.map(() => kernels.output([batch, hidden], "float32"));
  const places = placesIn(plan, workspace);
  prepareUnits(plan, operands, places);
  copyStates(plan, "in", operands.states, places.states(0));

  const out = kernels.address(outputs);
  const scratch = regions({
    wx: packedSize(plan, plan.inputSize, plan.inputColumns),
    wh: packedSize(plan, hidden, [plan.hiddenColumns]),
    unwanted: hidden,
  });
  withScratch(kernels, scratch.bytes, (address) => {
    const fromInputs = inputProduct(plan, operands, places.inputs, address + scratch.offsets.wx);
    const addFromHidden = hiddenProduct(plan, operands, address + scratch.offsets.wh);
    const advance = recording ? step.forward : step.infer;
    for (let t = 0; t < steps; t += 1) {
      const slots = places.slots(t);
      if (t % plan.chunk === 0) fromInputs(t, Math.min(plan.chunk, steps - t), slots);
      addFromHidden(places.states(t) + h * hidden * 4, slots);
      advance(
        ...stepArguments(
          {
            rows: batch,
            slots,
            previous: places.states(t),
            next: places.states(t + 1),
            units: places.units(t),
            ...outputPlace(plan, out, address + scratch.offsets.unwanted, t),
            ...maskPlace(plan, operands, t),
          },
          inputPlaces(plan, operands, t),
        ),
      );
    }
  });
  copyStates(plan, "out", states, places.states(steps));
  return [outputs, ...states];
}

/** Gathers biases and parameters in one place, and computes what all rows share, for all steps. */
function prepareUnits(plan: ScanPlan, operands: Operands, places: Places): void {
  const { kernels, step, hidden, steps } = plan;
  parameterBlocks(plan, operands.b, operands.parameters).forEach((from, index) => {
    kernels.exports.copyBlocks(hidden, 1, 1, from, 0, 0, places.parameters + index * hidden * 4, 0, 0);
  });
  for (let t = 0; t < (step.program.unitsVary ? steps : 1); t += 1) {
    step.prepare(
      ...stepArguments(
        { rows: 1, parameters: places.parameters, units: places.units(t) },
        inputPlaces(plan, operands, t),
      ),
    );
  }
}
