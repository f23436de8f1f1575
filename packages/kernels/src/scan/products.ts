import { phrase, problem } from "@tenetjs/core";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { gemm, gemmPacked, packB, packedBytes } from "../matrix/gemm.ts";
import type { Columns, Operands, ScanPlan } from "./scan-plan.ts";

/** Values that a weight matrix with `k` rows takes when packed; 0 where products are better off without. */
export function packedSize(plan: ScanPlan, k: number, columns: readonly Columns[]): number {
  if (!packs(plan)) return 0;
  return columns.reduce((sum, { width }) => sum + packedBytes(plan.kernels, { n: width, k }) / 4, 0);
}

/** Few rows read a matrix as it lies; one step alone has it packed on the way. */
function packs({ batch, steps }: ScanPlan): boolean {
  return batch > 4 && steps > 1;
}

/**
 * A function that puts x Wx of `count` steps from `first` on into the slots at an address, and 0 where gates have no such part. Ids
 * take rows of Wx.
 */
export function inputProduct(
  plan: ScanPlan,
  operands: Operands,
  workspace: number,
  packed: number,
): (first: number, count: number, slots: number) => void {
  const { kernels, batch, widths, inputSize, inputColumns, withoutInput, ids } = plan;
  const { exports } = kernels;
  const wx = kernels.address(operands.wx);
  const inputs = timeMajorInputs(plan, operands.inputs, workspace);
  const multiply = ids ? undefined : products(plan, wx, widths.wx, inputSize, inputColumns, packed);
  return (first, count, slots) => {
    const rows = count * batch;
    for (const { to, width } of withoutInput)
      exports.clearBlocks(width, rows, slots + to * 4, widths.slots * 4);
    if (multiply !== undefined)
      return multiply(rows, inputs + first * batch * inputSize * 4, inputSize, slots, false);
    const at = inputs + first * batch * 4;
    for (const { from, to, width } of inputColumns)
      exports.gatherBlocks(width, rows, at, wx + from * 4, widths.wx * 4, slots + to * 4, widths.slots * 4);
  };
}

/** A function that adds h Wh to a step's slots, from the address of the first row's h. */
export function hiddenProduct(
  plan: ScanPlan,
  operands: Operands,
  packed: number,
): (h: number, slots: number) => void {
  const { kernels, batch, hidden, hiddenColumns, widths } = plan;
  if (hiddenColumns.width === 0) return () => {};
  const wh = kernels.address(operands.wh);
  const multiply = products(plan, wh, hiddenColumns.width, hidden, [hiddenColumns], packed);
  return (h, slots) => multiply(batch, h, widths.states, slots, true);
}

type Multiply = (rows: number, a: number, lda: number, slots: number, accumulate: boolean) => void;

/** A function that multiplies rows of `k` values by columns of a weight matrix, into slots. */
function products(
  plan: ScanPlan,
  weights: number,
  ldb: number,
  k: number,
  columns: readonly Columns[],
  packed: number,
): Multiply {
  const { kernels, widths } = plan;
  const parts = packedParts(plan, k, columns, packed);
  if (packs(plan)) {
    for (const { from, width, at } of parts)
      packB(kernels, { n: width, k, b: weights + from * 4, ldb, packed: at });
  }
  return (rows, a, lda, slots, accumulate) => {
    for (const { from, to, width, at } of parts) {
      const product = { m: rows, n: width, k, a, lda, c: slots + to * 4, ldc: widths.slots, accumulate };
      if (packs(plan)) gemmPacked(kernels, { ...product, packed: at });
      else gemm(kernels, { ...product, b: weights + from * 4, ldb });
    }
  };
}

function packedParts(plan: ScanPlan, k: number, columns: readonly Columns[], packed: number) {
  let at = packed;
  return columns.map((part) => {
    const place = { ...part, at };
    at += packedBytes(plan.kernels, { n: part.width, k });
    return place;
  });
}

/**
 * A function that adds to the gradient of h, rows of `states`, what comes through h Wh from the gradients of the gates, rows of `slots`.
 */
export function hiddenGradient(
  plan: ScanPlan,
  operands: Operands,
  packed: number,
): (slots: number, states: number) => void {
  const { kernels, batch, hidden, hiddenColumns, widths, h } = plan;
  const { to, width } = hiddenColumns;
  if (width === 0) return () => {};
  const wh = { n: hidden, k: width, b: kernels.address(operands.wh), transposeB: true };
  if (packs(plan)) packB(kernels, { ...wh, packed });
  return (slots, states) => {
    const product = {
      m: batch,
      a: slots + to * 4,
      lda: widths.slots,
      c: states + h * hidden * 4,
      ldc: widths.states,
      accumulate: true,
    };
    if (packs(plan)) gemmPacked(kernels, { ...product, n: hidden, k: width, packed });
    else gemm(kernels, { ...product, ...wh });
  };
}

/** Values that Wh takes when packed for {@link hiddenGradient}. */
export function packedTransposeSize(plan: ScanPlan): number {
  if (!packs(plan)) return 0;
  return packedBytes(plan.kernels, { n: plan.hidden, k: plan.hiddenColumns.width }) / 4;
}

/** The address of the inputs step by step, `[time, batch, ...]`: where they are, if that is their order, or else copied to `workspace`. */
function timeMajorInputs(plan: ScanPlan, inputs: TensorInfo, workspace: number): number {
  const { kernels, batch, steps } = plan;
  const from = kernels.address(inputs);
  if (isTimeMajor(plan)) return from;
  const width = inputWidth(plan);
  const row = width * 4;
  kernels.exports.copyBlocks(width, batch, steps, from, steps * row, row, workspace, row, batch * row);
  return workspace;
}

/** Where {@link inputProduct} left the inputs step by step. */
export function inputsByStep(plan: ScanPlan, inputs: TensorInfo, workspace: number): number {
  return isTimeMajor(plan) ? plan.kernels.address(inputs) : workspace;
}

/** Whether the order of steps within rows is that of rows within steps. */
export function isTimeMajor({ batch, steps }: ScanPlan): boolean {
  return batch === 1 || steps === 1;
}

function inputWidth({ ids, inputSize }: ScanPlan): number {
  return ids ? 1 : inputSize;
}

/** @throws {RangeError} when steps are ids and one of them is none of the input's. */
export function checkIds({ kernels, inputSize, recipe, ids }: ScanPlan, { inputs }: Operands): void {
  if (!ids) return;
  const bad = kernels.view(inputs).find((id) => id < 0 || id >= inputSize);
  if (bad === undefined) return;
  throw new RangeError(
    problem(
      recipe.name,
      `ids from 0 to ${inputSize - 1}`,
      phrase(String(bad)),
      "Set inputSize to the size of the vocabulary.",
    ),
  );
}
