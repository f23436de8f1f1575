import { stepArguments } from "@tenetjs/recipes";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { Operands } from "../../scan/operands.ts";
import type { Loop, Shard } from "../threads/program.ts";
import { run } from "../threads/run.ts";
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
import type { ScanPlan } from "./scan-plan.ts";
import { regions, withScratch } from "./scratch.ts";
import { stepCall } from "./step-call.ts";

/**
 * The outputs of a recipe over a sequence, and the states after the last step. When recording, the `workspace` keeps all values that
 * the backward pass needs.
 */
export function runForward(plan: ScanPlan, operands: Operands, workspace: number): TensorInfo[] {
  const { kernels, recipe, recording, batch, steps, hidden, keep, h, ahead, parallel, grain } = plan;
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
    const body = (t: number, shard: Shard) => [
      ...(t % ahead === 0 ? fromInputs(t, Math.min(ahead, steps - t), places.slots(t), shard) : []),
      ...addFromHidden(places.states(t) + h * hidden * 4, places.slots(t), shard),
      stepCall(plan, recording ? "forward" : "infer", shard, {
        slots: places.slots(t),
        previous: places.states(t),
        next: places.states(t + 1),
        units: places.units(t),
        ...outputPlace(plan, out, address + scratch.offsets.unwanted, t),
        ...maskPlace(plan, operands, t),
        inputs: inputPlaces(plan, operands, t),
      }),
    ];
    run(kernels, { total: batch, grain, loops: stepsInLoops(plan, body) }, parallel);
  });
  copyStates(plan, "out", states, places.states(steps));
  return [outputs, ...states];
}

/**
 * The steps as loops whose arguments are linear in the step. The last step is separate if only it has an output. If steps are not
 * kept, places alternate, so a loop takes two steps at a time.
 */
function stepsInLoops({ steps, keep, recording }: ScanPlan, body: Loop["body"]): Loop[] {
  const alike = keep === "all" ? steps : steps - 1;
  const by = recording ? 1 : 2;
  const count = Math.floor(alike / by);
  const together: Loop["body"] = (t, shard) =>
    recording ? body(t, shard) : [...body(t, shard), ...body(t + 1, shard)];
  const rest = Array.from({ length: steps - count * by }, (_, index) => ({
    first: count * by + index,
    by: 1,
    count: 1,
    body,
  }));
  return count === 0 ? rest : [{ first: 0, by, count, body: together }, ...rest];
}

/** Gathers biases and parameters in one place, and computes the values that all rows share, for all steps. */
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
