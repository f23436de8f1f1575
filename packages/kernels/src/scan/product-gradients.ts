import type { TensorInfo } from "@tensorflow/tfjs-core";
import { gemm } from "../matrix/gemm.ts";
import { placesIn } from "./places.ts";
import { inputsByStep, isTimeMajor } from "./products.ts";
import { type Operands, regions, type ScanPlan, withScratch } from "./scan-plan.ts";

/** The operands whose gradients are products with the gradients of the gates, which the sweep left in the workspace. */
export type ProductGradient = "inputs" | "wx" | "wh";

/** The gradient of one of them: dx = dG Wx^T, dWx = x^T dG, dWh = h^T dG, over all steps at once. */
export function productGradient(
  plan: ScanPlan,
  operands: Operands,
  workspace: number,
  of: ProductGradient,
): TensorInfo {
  const compute = { inputs: ofInputs, wx: ofInputWeights, wh: ofHiddenWeights }[of];
  const gradient = plan.kernels.output(operands[of].shape, "float32");
  compute(plan, operands, workspace, plan.kernels.address(gradient));
  return gradient;
}

function ofInputs(plan: ScanPlan, operands: Operands, workspace: number, out: number): void {
  const { kernels, batch, steps, inputSize, inputColumns, widths } = plan;
  const size = batch * steps * inputSize;
  const [wx, slots] = [kernels.address(operands.wx), placesIn(plan, workspace).slots(0)];
  if (inputColumns.length === 0) kernels.exports.clearBlocks(size, 1, out, 0);
  const multiply = (c: number) => {
    inputColumns.forEach(({ from, to, width }, index) => {
      gemm(kernels, {
        m: batch * steps,
        n: inputSize,
        k: width,
        a: slots + to * 4,
        lda: widths.slots,
        b: wx + from * 4,
        ldb: widths.wx,
        transposeB: true,
        c,
        accumulate: index > 0,
      });
    });
  };
  if (isTimeMajor(plan) || inputColumns.length === 0) {
    multiply(out);
    return;
  }
  withScratch(kernels, regions({ size }).bytes, (byStep) => {
    multiply(byStep);
    const row = inputSize * 4;
    kernels.exports.copyBlocks(inputSize, steps, batch, byStep, batch * row, row, out, row, steps * row);
  });
}

function ofInputWeights(plan: ScanPlan, operands: Operands, workspace: number, out: number): void {
  const { kernels, batch, steps, inputSize, inputColumns, widths, ids } = plan;
  const places = placesIn(plan, workspace);
  const inputs = inputsByStep(plan, operands.inputs, places.inputs);
  const rows = batch * steps;
  if (ids) kernels.exports.clearBlocks(inputSize * widths.wx, 1, out, 0);
  for (const { from, to, width } of inputColumns) {
    const gates = places.slots(0) + to * 4;
    const c = out + from * 4;
    if (ids) {
      kernels.exports.scatterAddBlocks(width, rows, inputs, gates, widths.slots * 4, c, widths.wx * 4);
    } else {
      gemm(kernels, {
        m: inputSize,
        n: width,
        k: rows,
        a: inputs,
        transposeA: true,
        b: gates,
        ldb: widths.slots,
        c,
        ldc: widths.wx,
      });
    }
  }
}

function ofHiddenWeights(plan: ScanPlan, _: Operands, workspace: number, out: number): void {
  const { kernels, batch, steps, hidden, hiddenColumns, widths, h } = plan;
  const places = placesIn(plan, workspace);
  if (hiddenColumns.width === 0) return;
  gemm(kernels, {
    m: hidden,
    n: hiddenColumns.width,
    k: batch * steps,
    a: places.states(0) + h * hidden * 4,
    lda: widths.states,
    transposeA: true,
    b: places.slots(0) + hiddenColumns.to * 4,
    ldb: widths.slots,
    c: out,
  });
}
