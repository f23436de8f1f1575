import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { Operands } from "../../scan/operands.ts";
import { regions, withScratch } from "../module/scratch.ts";
import { timed } from "../threads/choice.ts";
import { runOn } from "../threads/run.ts";
import { forwardOverSequences } from "./forward-over-sequences.ts";
import { forwardOverSteps } from "./forward-over-steps.ts";
import { copyStates, placesIn } from "./places.ts";
import { prepareUnits } from "./prepare-units.ts";
import { inputProduct, inputRows, packedSize } from "./products.ts";
import type { ScanPlan } from "./scan-plan.ts";

/**
 * The outputs of a recipe over a sequence, and the states after the last step. When recording, the `workspace` keeps all values that
 * the backward pass needs.
 */
export function runForward(plan: ScanPlan, operands: Operands, workspace: number): TensorInfo[] {
  const { kernels, recipe, batch, steps, hidden, keep, h, parallel, grain, independent } = plan;
  const outputs = kernels.output([batch, keep === "all" ? steps : 1, hidden], "float32");
  const states = recipe.state.map(() => kernels.output([batch, hidden], "float32"));
  const places = placesIn(plan, workspace);
  prepareUnits(plan, operands, places);
  copyStates(plan, "in", operands.states, places.states(0), places.rowBytes.states);

  const scratch = regions({
    wx: packedSize(plan, inputRows(plan), plan.inputSize, plan.inputColumns),
    wh: packedSize(plan, batch, hidden, [plan.hiddenColumns]),
    late: packedSize(plan, batch, hidden, [plan.lateColumns]),
    unwanted: hidden,
  });
  withScratch(kernels, scratch.bytes, (address) => {
    const { offsets } = scratch;
    const loopsOf = independent ? forwardOverSequences : forwardOverSteps;
    const loops = loopsOf(plan, operands, places, {
      fromInputs: inputProduct(plan, operands, places.inputs, address + offsets.wx),
      packedWh: address + offsets.wh,
      packedLate: address + offsets.late,
      outputs: kernels.address(outputs),
      unwanted: address + offsets.unwanted,
    });
    const program = { total: batch, grain, loops, alwaysInShards: independent };
    timed(plan.choice, () => runOn(kernels, program, parallel));
  });
  copyStates(plan, "out", states, places.states(steps), places.rowBytes.states);
  if (keep === "last") {
    const last = places.states(steps) + h * hidden * 4;
    const [from, to] = [places.rowBytes.states, hidden * 4];
    kernels.exports.copyBlocks(hidden, batch, 1, last, from, 0, kernels.address(outputs), to, 0);
  }
  return [outputs, ...states];
}
