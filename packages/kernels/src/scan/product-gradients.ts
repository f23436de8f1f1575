import type { TensorInfo } from "@tensorflow/tfjs-core";
import { gemm } from "../matrix/gemm.ts";
import { type Places, placesIn } from "./places.ts";
import { inputsByStep, isTimeMajor } from "./products.ts";
import type { Operands, ScanPlan } from "./scan-plan.ts";
import { regions, withScratch } from "./scratch.ts";

/**
 * A function that adds to dWx = x^T dG and dWh = h^T dG, at these addresses, what `count` steps from `first` on contribute, whose
 * gradients of gates dG are in their slots. The first call puts in place instead. Ids add rows of dG to rows of dWx.
 */
export function weightGradients(
  plan: ScanPlan,
  operands: Operands,
  places: Places,
  dWx: number,
  dWh: number,
): (first: number, count: number) => void {
  const { kernels, batch, hidden, inputSize, inputColumns, hiddenColumns, widths, ids, h } = plan;
  const inputs = inputsByStep(plan, operands.inputs, places.inputs);
  if (ids) kernels.exports.clearBlocks(inputSize * widths.wx, 1, dWx, 0);
  let accumulate = false;
  return (first, count) => {
    const rows = count * batch;
    const slots = places.slots(first);
    for (const { from, to, width } of inputColumns) {
      const [gates, c] = [slots + to * 4, dWx + from * 4];
      if (ids) {
        const at = inputs + first * batch * 4;
        kernels.exports.scatterAddBlocks(width, rows, at, gates, widths.slots * 4, c, widths.wx * 4);
      } else {
        gemm(kernels, {
          m: inputSize,
          n: width,
          k: rows,
          a: inputs + first * batch * inputSize * 4,
          transposeA: true,
          b: gates,
          ldb: widths.slots,
          c,
          ldc: widths.wx,
          accumulate,
        });
      }
    }
    if (hiddenColumns.width > 0) {
      gemm(kernels, {
        m: hidden,
        n: hiddenColumns.width,
        k: rows,
        a: places.states(first) + h * hidden * 4,
        lda: widths.states,
        transposeA: true,
        b: slots + hiddenColumns.to * 4,
        ldb: widths.slots,
        c: dWh,
        accumulate,
      });
    }
    accumulate = true;
  };
}

/** The gradient of the inputs, dx = dG Wx^T, over all steps at once, after the sweep. */
export function inputGradient(plan: ScanPlan, operands: Operands, workspace: number): TensorInfo {
  const { kernels, batch, steps, inputSize, inputColumns } = plan;
  const gradient = kernels.output(operands.inputs.shape, "float32");
  const out = kernels.address(gradient);
  const size = batch * steps * inputSize;
  if (inputColumns.length === 0) kernels.exports.clearBlocks(size, 1, out, 0);
  else if (isTimeMajor(plan)) timesInputWeights(plan, operands, workspace, out);
  else {
    withScratch(kernels, regions({ size }).bytes, (byStep) => {
      timesInputWeights(plan, operands, workspace, byStep);
      const row = inputSize * 4;
      kernels.exports.copyBlocks(inputSize, steps, batch, byStep, batch * row, row, out, row, steps * row);
    });
  }
  return gradient;
}

function timesInputWeights(plan: ScanPlan, operands: Operands, workspace: number, c: number): void {
  const { kernels, batch, steps, inputSize, inputColumns, widths } = plan;
  const [wx, slots] = [kernels.address(operands.wx), placesIn(plan, workspace).slots(0)];
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
}
