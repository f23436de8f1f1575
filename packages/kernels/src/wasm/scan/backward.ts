import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { Operands } from "../../scan/operands.ts";
import { regions, withScratch } from "../module/scratch.ts";
import { timed } from "../threads/choice.ts";
import { shardList } from "../threads/program.ts";
import { backwardOverSequences } from "./backward-over-sequences.ts";
import { backwardOverSteps } from "./backward-over-steps.ts";
import { copyStates, placesIn } from "./places.ts";
import { unprepareUnits } from "./prepare-units.ts";
import { packedTransposeSize } from "./products.ts";
import type { ScanPlan } from "./scan-plan.ts";
import type { SweepGradients } from "./sweep.ts";

/**
 * The gradients by backpropagation through time, from the gradients of the outputs and of the states after the last step. In the
 * workspace of the forward pass, the gradients of the gates overwrite the saved values. The gradient of the inputs is computed from the
 * workspace later, if it is needed.
 */
export function runBackward(
  plan: ScanPlan,
  operands: Operands,
  workspace: number,
  dOutputs: TensorInfo,
  dStates: readonly TensorInfo[],
): SweepGradients {
  const { kernels, step, batch, steps, hidden, widths, grain, keep, independent, h } = plan;
  const { unitsVary, parameters } = step.program;
  const unitSteps = unitsVary ? steps : 1;
  const parts = shardList({ total: batch, grain }, kernels.workspace());
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
    wh: packedTransposeSize(plan, plan.hiddenColumns),
    late: packedTransposeSize(plan, plan.lateColumns),
    carry: batch * widths.states,
    unitGradients: parts.length * unitSteps * widths.units,
    parameterGradients: parameters * hidden,
    nothing: hidden,
  });
  withScratch(kernels, scratch.bytes, (address) => {
    const at = (name: keyof typeof scratch.offsets) => address + scratch.offsets[name];
    // The last three regions are sums, which start at 0, and the zero gradient of outputs that are not kept.
    new Uint8Array(
      kernels.memory.buffer,
      at("unitGradients"),
      at("nothing") + hidden * 4 - at("unitGradients"),
    ).fill(0);
    const unitGradients = (t: number, part = 0) =>
      at("unitGradients") + (part * unitSteps + (unitsVary ? t : 0)) * widths.units * 4;
    copyStates(plan, "in", dStates, at("carry"), widths.states * 4);
    if (keep === "last") {
      // The last output is the last h.
      const [own, gradients] = [kernels.address(dOutputs), at("carry") + h * hidden * 4];
      kernels.exports.addBlocks(hidden, batch, own, hidden * 4, gradients, widths.states * 4);
    }
    const sweep = independent ? backwardOverSequences : backwardOverSteps;
    const means = {
      parts,
      gradients,
      packedWh: at("wh"),
      packedLate: at("late"),
      carry: at("carry"),
      unitGradients,
      dOutputs: kernels.address(dOutputs),
      nothing: at("nothing"),
    };
    timed(plan.choice, () => sweep(plan, operands, places, means));
    addParts(plan, at("unitGradients"), parts.length, unitSteps * widths.units);
    copyStates(plan, "out", gradients.states, at("carry"), widths.states * 4);
    const parameterGradients = at("parameterGradients");
    unprepareUnits(plan, operands, places, gradients, { unitGradients, parameterGradients });
  });
  return gradients;
}

/** Adds the other lists of `count` adjacent lists of values to the first one, in order. */
function addParts({ kernels }: ScanPlan, address: number, count: number, length: number): void {
  for (let part = 1; part < count; part += 1)
    kernels.exports.addBlocks(length, 1, address + part * length * 4, 0, address, 0);
}
