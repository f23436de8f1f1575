import { stepArguments } from "@tenetjs/recipes";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { Operands } from "../../scan/operands.ts";
import { type Shard, shardsOf, wholeOf } from "../threads/program.ts";
import { run } from "../threads/run.ts";
import { copyStates, inputPlaces, maskPlace, outputPlace, parameterBlocks, placesIn } from "./places.ts";
import { weightGradients, weightGradientsInShards } from "./product-gradients.ts";
import { hiddenGradient, packedTransposeSize } from "./products.ts";
import type { ScanPlan } from "./scan-plan.ts";
import { regions, withScratch } from "./scratch.ts";
import { stepCall } from "./step-call.ts";

/** The gradients of all operands except the inputs and the mask. */
export type SweepGradients = Omit<Operands, "inputs" | "mask">;

/**
 * The gradients by backpropagation through time, from the gradients of the outputs and of the states after the last step. In the
 * workspace of the forward pass, the gradients of the gates overwrite the saved values. As soon as those of a chunk of steps are
 * complete, while they are still in the cache, one product adds them to the gradient of each weight matrix. The gradient of the inputs
 * is computed from the workspace later, if it is needed.
 */
export function runBackward(
  plan: ScanPlan,
  operands: Operands,
  workspace: number,
  dOutputs: TensorInfo,
  dStates: readonly TensorInfo[],
): SweepGradients {
  const { kernels, step, batch, steps, hidden, widths, chunk, grain, parallel } = plan;
  const { unitsVary, parameters } = step.program;
  const unitSteps = unitsVary ? steps : 1;
  const parts = partsOf(plan);
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
    copyStates(plan, "in", dStates, at("carry"));
    const addThroughHidden = hiddenGradient(plan, operands, at("wh"));
    const [dWx, dWh] = [kernels.address(gradients.wx), kernels.address(gradients.wh)];
    const ofWeights = weightGradients(plan, operands, places, dWx, dWh);
    const dy = kernels.address(dOutputs);
    const stepBack = (t: number, shard: Part) =>
      stepCall(plan, "backward", shard, {
        slots: places.slots(t),
        previous: places.states(t),
        next: places.states(t + 1),
        units: places.units(t),
        unitGradients: unitGradients(t, shard.index),
        carry: at("carry"),
        ...outputPlace(plan, dy, at("nothing"), t),
        ...maskPlace(plan, operands, t),
        inputs: inputPlaces(plan, operands, t, gradients.stepInputs),
      });
    const addWeights = (t: number, { workspace }: Shard) =>
      ofWeights.flatMap(({ width, calls }) =>
        calls(t, Math.min(chunk, steps - t), wholeOf(width, workspace)),
      );
    const body = (t: number, shard: Shard) => [
      ...(parallel ? [stepBack(t, shard)] : parts.map((part) => stepBack(t, part))),
      ...addThroughHidden(places.slots(t), at("carry"), shard),
      ...(parallel || t % chunk !== 0 ? [] : addWeights(t, shard)),
    ];
    // The last step has a loop of its own: if only the last output is kept, its arguments do not follow those of the others.
    const loops = [
      { first: steps - 1, by: -1, count: 1, body },
      { first: steps - 2, by: -1, count: steps - 1, body },
    ];
    run(kernels, { total: batch, grain, loops }, parallel);
    if (parallel) weightGradientsInShards(plan, ofWeights);
    addParts(plan, at("unitGradients"), parts.length, unitSteps * widths.units);
    copyStates(plan, "out", gradients.states, at("carry"));

    for (let t = 0; t < unitSteps; t += 1) {
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

type Part = Pick<Shard, "index" | "first" | "count">;

/** The rows of each shard, which are the same on any number of threads. */
function partsOf({ batch, grain }: ScanPlan): Part[] {
  const count = shardsOf({ total: batch, grain });
  return Array.from({ length: count }, (_, index) => ({
    index,
    first: index * grain,
    count: index === count - 1 ? batch - index * grain : grain,
  }));
}

/** Adds the other lists of `count` adjacent lists of values to the first one, in order. */
function addParts({ kernels }: ScanPlan, address: number, count: number, length: number): void {
  const lists = new Float32Array(kernels.memory.buffer, address, count * length);
  for (let index = length; index < count * length; index += 1) {
    const at = index % length;
    lists[at] = (lists[at] as number) + (lists[index] as number);
  }
}
