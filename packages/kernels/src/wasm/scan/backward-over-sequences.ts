import type { Operands } from "../../scan/operands.ts";
import { gemm } from "../products/gemm.ts";
import { callOf } from "../threads/call.ts";
import type { Shard } from "../threads/program.ts";
import { grainFor, runOn } from "../threads/run.ts";
import type { Places } from "./places.ts";
import { inputsByStep } from "./products.ts";
import type { ScanPlan } from "./scan-plan.ts";
import { sequenceCall } from "./sequence-call.ts";
import type { SweepMeans } from "./sweep.ts";

/**
 * Goes back through the sequences of independent units, in one call for each shard, and then computes the gradient of Wx. There is no Wh.
 */
export function backwardOverSequences(
  plan: ScanPlan,
  operands: Operands,
  places: Places,
  { gradients, carry, unitGradients, dOutputs, nothing }: SweepMeans,
): void {
  const { kernels, batch, steps, grain, parallel } = plan;
  const body = (_: number, shard: Shard) => [
    sequenceCall(plan, operands, places, "backward", {
      row: shard.first + shard.count - 1,
      t: steps - 1,
      rows: shard.count,
      count: steps,
      outputs: dOutputs,
      unwanted: nothing,
      carry,
      unitGradients: unitGradients(steps - 1, shard.index),
      inputGradients: gradients.stepInputs,
    }),
  ];
  const loops = [{ first: 0, by: 1, count: 1, body }];
  runOn(kernels, { total: batch, grain, loops, alwaysInShards: true }, parallel);
  addInputWeights(plan, operands, places, kernels.address(gradients.wx));
}

/** Writes dWx = x^T dG. Ids add rows of dG to rows of dWx. */
function addInputWeights(plan: ScanPlan, operands: Operands, places: Places, dWx: number): void {
  const { kernels, batch, steps, inputSize, widths, ids, parallel } = plan;
  const inputs = inputsByStep(plan, operands.inputs, places.inputs);
  const [k, slots] = [batch * steps, places.slots(0)];
  if (!ids) {
    const x = { a: inputs, lda: inputSize, transposeA: true };
    gemm(kernels, { m: inputSize, n: widths.wx, k, ...x, b: slots, ldb: widths.slots, c: dWx });
    return;
  }
  kernels.exports.clearBlocks(inputSize * widths.wx, 1, dWx, 0);
  const row = widths.wx * 4;
  const body = (_: number, { first, count }: Shard) => [
    callOf(kernels.code, "scatterAddBlocks", [
      count,
      k,
      inputs,
      slots + first * 4,
      widths.slots * 4,
      dWx + first * 4,
      row,
    ]),
  ];
  const loops = [{ first: 0, by: 1, count: 1, body }];
  runOn(kernels, { total: widths.wx, grain: grainFor(kernels, widths.wx, 16), loops }, parallel);
}
