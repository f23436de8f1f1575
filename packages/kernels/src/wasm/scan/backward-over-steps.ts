import type { Operands } from "../../scan/operands.ts";
import { type Shard, wholeOf } from "../threads/program.ts";
import { runOn } from "../threads/run.ts";
import { inputPlaces, maskPlace, outputPlace, type Places } from "./places.ts";
import { weightGradients, weightGradientsInShards } from "./product-gradients.ts";
import { factorGradient, hiddenGradient } from "./products.ts";
import type { ScanPlan } from "./scan-plan.ts";
import { stepCall } from "./step-call.ts";
import type { SweepMeans } from "./sweep.ts";

/**
 * Goes back step by step, where the gradient of h needs a product with Wh, and computes the gradients of the weights. As soon as the gradients of the gates of
 * a chunk of steps are complete, while they are still in the cache, one product adds them to the gradient of each weight matrix.
 */
export function backwardOverSteps(
  plan: ScanPlan,
  operands: Operands,
  places: Places,
  { parts, gradients, packedWh, packedLate, carry, unitGradients, dOutputs, nothing }: SweepMeans,
): void {
  const { kernels, batch, steps, chunk, grain, parallel, fromZero } = plan;
  const { second } = plan.step.program;
  const addThroughHidden = hiddenGradient(plan, operands, packedWh);
  const putThroughFactor = factorGradient(plan, operands, packedLate);
  const [dWx, dWh] = [kernels.address(gradients.wx), kernels.address(gradients.wh)];
  const ofWeights = weightGradients(plan, operands, places, dWx, dWh);
  const stepBack = (name: "lateGradients" | "backward", t: number, shard: Shard) =>
    stepCall(plan, name, shard, {
      slots: places.slots(t),
      previous: places.states(t),
      next: places.states(t + 1),
      units: places.units(t),
      unitGradients: unitGradients(t, shard.index),
      carry,
      ...outputPlace(plan, dOutputs, nothing, t),
      ...maskPlace(plan, operands, t),
      inputs: inputPlaces(plan, operands, t, gradients.stepInputs),
    });
  const addWeights = (t: number, { workspace }: Shard) =>
    ofWeights.flatMap(({ width, calls }) => calls(t, Math.min(chunk, steps - t), wholeOf(width, workspace)));
  const body = (t: number, shard: Shard) => [
    ...(second === undefined
      ? []
      : [stepBack("lateGradients", t, shard), ...putThroughFactor(places.slots(t), shard)]),
    ...(parallel ? [stepBack("backward", t, shard)] : parts.map((part) => stepBack("backward", t, part))),
    ...(fromZero && t === 0 ? [] : addThroughHidden(places.slots(t), carry, shard)),
    ...(parallel || t % chunk !== 0 ? [] : addWeights(t, shard)),
  ];
  // Without a gradient of the first h, the first step calls other functions than the rest.
  const alone = fromZero ? 1 : 0;
  const loops = [
    { first: steps - 1, by: -1, count: steps - alone, body },
    { first: 0, by: -1, count: alone, body },
  ];
  runOn(kernels, { total: batch, grain, loops }, parallel);
  if (parallel) weightGradientsInShards(plan, ofWeights);
}
