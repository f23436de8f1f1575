import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { Columns } from "../../scan/columns.ts";
import type { Operands } from "../../scan/operands.ts";
import { regions, withScratch } from "../module/scratch.ts";
import { gemm, multiplyCall } from "../products/gemm.ts";
import { type Call, callOf } from "../threads/call.ts";
import type { Shard } from "../threads/program.ts";
import { grainFor, runOn } from "../threads/run.ts";
import { type Places, placesIn } from "./places.ts";
import { inputsByStep, isInLayout } from "./products.ts";
import type { ScanPlan } from "./scan-plan.ts";

/** A part of the gradients of the weights: `width` adjacent columns of one of them. */
export type WeightGradient = {
  readonly width: number;
  /** The calls that add the contribution of `count` steps from `first` on to a shard of the columns. The last steps overwrite it. */
  readonly calls: (first: number, count: number, columns: Shard) => Call[];
};

/**
 * dWx = x^T dG and dWh = h^T dG, at the given addresses, from the gradients of the gates dG in the slots. Ids add rows of dG to rows of
 * dWx.
 */
export function weightGradients(
  plan: ScanPlan,
  operands: Operands,
  places: Places,
  dWx: number,
  dWh: number,
): WeightGradient[] {
  const {
    kernels,
    batch,
    steps,
    hidden,
    inputSize,
    inputColumns,
    hiddenColumns,
    lateColumns,
    widths,
    ids,
    h,
    fromZero,
  } = plan;
  const inputs = inputsByStep(plan, operands.inputs, places.inputs);
  if (ids) kernels.exports.clearBlocks(inputSize * widths.wx, 1, dWx, 0);
  const product = (
    m: number,
    a: (first: number) => number,
    lda: number,
    to: number,
    c: number,
    ldc: number,
  ) => {
    return (first: number, count: number, columns: Shard) => [
      multiplyCall(
        kernels,
        {
          m,
          n: columns.count,
          k: count * batch,
          a: a(first),
          lda,
          transposeA: true,
          b: places.slots(first) + (to + columns.first) * 4,
          ldb: widths.slots,
          c: c + columns.first * 4,
          ldc,
          accumulate: first + count < steps,
        },
        columns.workspace,
      ),
    ];
  };
  const scatter =
    ({ from, to }: Columns) =>
    (first: number, count: number, columns: Shard) => [
      callOf(kernels.code, "scatterAddBlocks", [
        columns.count,
        count * batch,
        inputs + first * batch * 4,
        places.slots(first) + (to + columns.first) * 4,
        widths.slots * 4,
        dWx + (from + columns.first) * 4,
        widths.wx * 4,
      ]),
    ];
  const inputsAt = (first: number) => inputs + first * batch * inputSize * 4;
  const fromInputs = inputColumns.map((columns) => {
    const { from, to, width } = columns;
    const calls = ids
      ? scatter(columns)
      : product(inputSize, inputsAt, inputSize, to, dWx + from * 4, widths.wx);
    return { width, calls };
  });
  const hAt = (first: number) => places.states(first) + h * hidden * 4;
  const ofWh = (
    { from, to, width }: Columns,
    at: (first: number) => number,
    lda: number,
  ): WeightGradient[] => {
    if (width === 0) return [];
    const ldc = hiddenColumns.width + lateColumns.width;
    return [{ width, calls: product(hidden, at, lda, to, dWh + from * 4, ldc) }];
  };
  // An h of 0 adds nothing to dWh. The last steps have to overwrite it even so.
  const withoutFirst = (gradients: WeightGradient[]) =>
    fromZero && steps > 1 ? gradients.map(fromSecondStep) : gradients;
  const factor = (plan.step.program.second?.slots.factor ?? 0) * hidden * 4;
  const factorAt = (first: number) => places.slots(first) + factor;
  return [
    ...fromInputs,
    ...withoutFirst(ofWh(hiddenColumns, hAt, widths.states)),
    ...ofWh(lateColumns, factorAt, widths.slots),
  ];
}

function fromSecondStep({ width, calls }: WeightGradient): WeightGradient {
  return {
    width,
    calls: (first, count, columns) => {
      if (first > 0) return calls(first, count, columns);
      return count > 1 ? calls(1, count - 1, columns) : [];
    },
  };
}

/** Computes the gradients of the weights after the sweep on all threads, in shards of columns. The sums have the same order as in it. */
export function weightGradientsInShards(plan: ScanPlan, gradients: readonly WeightGradient[]): void {
  const { kernels, steps, chunk } = plan;
  const last = chunk * Math.floor((steps - 1) / chunk);
  for (const { width, calls } of gradients) {
    const body = (first: number, columns: Shard) => calls(first, Math.min(chunk, steps - first), columns);
    // The first steps come last, and may have other arguments than the rest.
    const between = Math.max(0, last / chunk - 1);
    const loops = [
      { first: last, by: 1, count: 1, body },
      { first: last - chunk, by: -chunk, count: between, body },
      { first: 0, by: 1, count: Math.min(1, last), body },
    ];
    runOn(kernels, { total: width, grain: grainFor(kernels, width, 16), loops }, true);
  }
}

/** The gradient of the inputs, dx = dG Wx^T, for all steps at once, after the sweep. */
export function inputGradient(plan: ScanPlan, operands: Operands, workspace: number): TensorInfo {
  const { kernels, batch, steps, inputSize, inputColumns } = plan;
  const gradient = kernels.output(operands.inputs.shape, "float32");
  const out = kernels.address(gradient);
  const size = batch * steps * inputSize;
  if (inputColumns.length === 0) kernels.exports.clearBlocks(size, 1, out, 0);
  else if (isInLayout(plan)) timesInputWeights(plan, operands, workspace, out);
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
