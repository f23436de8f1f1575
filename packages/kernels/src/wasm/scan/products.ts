import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { Columns } from "../../scan/columns.ts";
import type { Operands } from "../../scan/operands.ts";
import { prepareFor } from "../module/kernels.ts";
import { multiplyCall, multiplyPackedCall, packB, packedBytes } from "../products/gemm.ts";
import { blockValues, multiplyRowsCall, packBlocks } from "../products/row-blocks.ts";
import { type Call, callOf } from "../threads/call.ts";
import type { Shard } from "../threads/program.ts";
import type { ScanPlan } from "./scan-plan.ts";

/** The number of values that columns of a weight matrix with `k` rows take when packed for products of so many `rows`, or 0 if packing does not pay. */
export function packedSize(plan: ScanPlan, rows: number, k: number, columns: readonly Columns[]): number {
  const packing = packingFor(plan, rows);
  return columns.reduce((sum, { width }) => sum + packedValues(plan, packing, { n: width, k }), 0);
}

/** How weights are packed for the products of all steps: in the panels of tiles, in blocks of columns for a single row, or not at all. */
type Packing = "panels" | "blocks" | "none";

/** The packing for products of so many rows. A single step packs on the fly, and few steps of few rows do without. */
function packingFor({ batch, steps, independent }: ScanPlan, rows: number): Packing {
  if (independent) return batch * steps > 4 ? "panels" : "none";
  if (rows > 4) return steps > 1 ? "panels" : "none";
  if (steps < stepsToPackFor) return "none";
  return rows > 1 ? "panels" : "blocks";
}

/** The steps after which packing has paid for up to four rows. */
const stepsToPackFor = 8;

function packedValues({ kernels }: ScanPlan, packing: Packing, size: { n: number; k: number }): number {
  if (packing === "none") return 0;
  return packing === "blocks" ? blockValues(size) : packedBytes(kernels, size) / 4;
}

/** The rows of a product x Wx. */
export function inputRows({ batch, steps, ahead }: ScanPlan): number {
  return batch * Math.min(steps, ahead);
}

/**
 * The calls that write x Wx of `rows` adjacent rows from `first` on to the slots at an address, and 0 for gates that x does not contribute to. Rows are
 * those of all steps, in the plan's layout. Ids copy rows of Wx.
 */
export function inputProduct(
  plan: ScanPlan,
  operands: Operands,
  layout: number,
  packed: number,
): (first: number, rows: number, out: number, workspace: number) => Call[] {
  const { kernels, widths, inputSize, inputColumns, withoutInput, ids } = plan;
  const { code } = kernels;
  const wx = kernels.address(operands.wx);
  const inputs = inputsInLayout(plan, operands.inputs, layout);
  const multiply = ids
    ? undefined
    : products(plan, inputRows(plan), {
        weights: wx,
        ldb: widths.wx,
        k: inputSize,
        columns: inputColumns,
        packed,
      });
  const slotsRow = widths.slots * 4;
  return (first, rows, out, workspace) => {
    const clear = withoutInput.map(({ to, width }) =>
      callOf(code, "clearBlocks", [width, rows, out + to * 4, slotsRow]),
    );
    if (multiply !== undefined) {
      const x = { rows, a: inputs + first * inputSize * 4, lda: inputSize };
      return [...clear, ...multiply(x, out, false, workspace)];
    }
    const gather = inputColumns.map(({ from, to, width }) => {
      const [at, table] = [inputs + first * 4, wx + from * 4];
      return callOf(code, "gatherBlocks", [width, rows, at, table, widths.wx * 4, out + to * 4, slotsRow]);
    });
    return [...clear, ...gather];
  };
}

/** The calls that add h Wh to a shard's rows of a step's slots, from the address of the first row's h. */
export function hiddenProduct(
  plan: ScanPlan,
  operands: Operands,
  packed: number,
): (h: number, slots: number, shard: Shard) => Call[] {
  const { batch, hiddenColumns, widths } = plan;
  if (hiddenColumns.width === 0) return () => [];
  const multiply = products(plan, batch, {
    ...recurrentWeights(plan, operands),
    columns: [hiddenColumns],
    packed,
  });
  return (h, slots, { first, count, workspace }) => {
    const left = { rows: count, a: h + first * widths.states * 4, lda: widths.states };
    return multiply(left, slots + first * widths.slots * 4, true, workspace);
  };
}

/** The calls that add the second product to a shard's rows of a step's slots, from the slot of its factor. */
export function factorProduct(
  plan: ScanPlan,
  operands: Operands,
  packed: number,
): (slots: number, shard: Shard) => Call[] {
  const { step, batch, hidden, lateColumns, widths } = plan;
  const { second } = step.program;
  if (second === undefined) return () => [];
  const multiply = products(plan, batch, {
    ...recurrentWeights(plan, operands),
    columns: [lateColumns],
    packed,
  });
  return (slots, { first, count, workspace }) => {
    const rows = slots + first * widths.slots * 4;
    const left = { rows: count, a: rows + second.slots.factor * hidden * 4, lda: widths.slots };
    return multiply(left, rows, true, workspace);
  };
}

type Multiply = (
  left: { rows: number; a: number; lda: number },
  slots: number,
  accumulate: boolean,
  workspace: number,
) => Call[];

/** Columns of a weight matrix of `k` rows, and the address for them when packed. */
type Weights = {
  readonly weights: number;
  readonly ldb: number;
  readonly k: number;
  readonly columns: readonly Columns[];
  readonly packed: number;
};

function recurrentWeights({ kernels, hidden, hiddenColumns, lateColumns }: ScanPlan, { wh }: Operands) {
  return { weights: kernels.address(wh), ldb: hiddenColumns.width + lateColumns.width, k: hidden };
}

/** The calls that multiply up to `most` rows of `k` values by columns of a weight matrix, into slots. */
function products(plan: ScanPlan, most: number, { weights, ldb, k, columns, packed }: Weights): Multiply {
  const { kernels, widths } = plan;
  const packing = packingFor(plan, most);
  prepareFor(kernels, workAtOnce(plan) * k);
  let at = packed;
  const parts = columns.map(({ from, to, width }) => {
    const size = { n: width, k };
    const part = { to, size, b: weights + from * 4, packed: at };
    if (packing === "panels") packB(kernels, { ...size, b: part.b, ldb, packed: at });
    if (packing === "blocks") packBlocks(kernels, { ...size, b: part.b, ldb, blocks: at });
    at += packedValues(plan, packing, size) * 4;
    return part;
  });
  return ({ rows, a, lda }, slots, accumulate, workspace) =>
    parts.map(({ to, size, b, packed }) => {
      const product = { m: rows, ...size, a, lda, c: slots + to * 4, ldc: widths.slots, accumulate };
      if (packing === "panels") return multiplyPackedCall(kernels, { ...product, packed }, workspace);
      if (packing === "blocks") return multiplyRowsCall(kernels, { ...product, blocks: packed });
      return multiplyCall(kernels, { ...product, b, ldb }, workspace);
    });
}

/** The number of values in the slots of a step, or of a whole sequence: the size of a product, apart from its depth. */
function workAtOnce({ batch, steps, independent, widths }: ScanPlan): number {
  return batch * (independent ? steps : 1) * widths.slots;
}

/**
 * The calls that backpropagate through h Wh: they add to the gradient of h, in a shard's rows of `states`, from the gradients of the
 * gates in the rows of `slots`.
 */
export function hiddenGradient(
  plan: ScanPlan,
  operands: Operands,
  packed: number,
): (slots: number, states: number, shard: Shard) => Call[] {
  const { hidden, hiddenColumns, widths, h } = plan;
  const multiply = transposedProduct(plan, operands, hiddenColumns, packed);
  return (slots, states, shard) => {
    const c = states + (shard.first * widths.states + h * hidden) * 4;
    return multiply({ slots, a: hiddenColumns.to * 4, c, ldc: widths.states, accumulate: true }, shard);
  };
}

/** The calls that write the gradient of a second product's factor to its slot, from the gradients of the late gates in theirs. */
export function factorGradient(
  plan: ScanPlan,
  operands: Operands,
  packed: number,
): (slots: number, shard: Shard) => Call[] {
  const { step, hidden, lateColumns, widths } = plan;
  const { second } = step.program;
  if (second === undefined) return () => [];
  const multiply = transposedProduct(plan, operands, lateColumns, packed);
  return (slots, shard) => {
    const c = slots + (shard.first * widths.slots + second.slots.factorGradient * hidden) * 4;
    const a = second.slots.lateGradients * hidden * 4;
    return multiply({ slots, a, c, ldc: widths.slots, accumulate: false }, shard);
  };
}

/** The calls that multiply blocks of a shard's slots, from offset `a` on, by the transposed columns of Wh. */
function transposedProduct(plan: ScanPlan, operands: Operands, { from, width }: Columns, packed: number) {
  const { kernels, hidden, hiddenColumns, lateColumns, widths } = plan;
  const b = kernels.address(operands.wh) + from * 4;
  const wh = { n: hidden, k: width, b, ldb: hiddenColumns.width + lateColumns.width, transposeB: true };
  const packing = transposedPacking(plan);
  if (packing === "panels" && width > 0) packB(kernels, { ...wh, packed });
  return (
    given: { slots: number; a: number; c: number; ldc: number; accumulate: boolean },
    { first, count, workspace }: Shard,
  ): Call[] => {
    if (width === 0) return [];
    const { slots, a, ...to } = given;
    const at = slots + first * widths.slots * 4 + a;
    const product = { m: count, n: hidden, k: width, a: at, lda: widths.slots, ...to };
    return [
      packing === "panels"
        ? multiplyPackedCall(kernels, { ...product, packed }, workspace)
        : multiplyCall(kernels, { ...product, ...wh }, workspace),
    ];
  };
}

/** The number of values that these columns of Wh take when packed for {@link hiddenGradient} or {@link factorGradient}. */
export function packedTransposeSize(plan: ScanPlan, { width }: Columns): number {
  return packedValues(plan, transposedPacking(plan), { n: plan.hidden, k: width });
}

/** The packing of transposed weights. A single row reads them in the order in which they are. */
function transposedPacking(plan: ScanPlan): Packing {
  return plan.batch === 1 ? "none" : packingFor(plan, plan.batch);
}

/** The address of the inputs in the plan's layout: their own if they have that layout, otherwise of a copy at `layout`. */
function inputsInLayout(plan: ScanPlan, inputs: TensorInfo, layout: number): number {
  const { kernels, batch, steps } = plan;
  const from = kernels.address(inputs);
  if (isInLayout(plan)) return from;
  const width = inputWidth(plan);
  const row = width * 4;
  kernels.exports.copyBlocks(width, batch, steps, from, steps * row, row, layout, row, batch * row);
  return layout;
}

/** The address of the inputs in the plan's layout, after {@link inputProduct}. */
export function inputsByStep(plan: ScanPlan, inputs: TensorInfo, layout: number): number {
  return isInLayout(plan) ? plan.kernels.address(inputs) : layout;
}

/** Whether inputs `[batch, time, ...]` have the plan's layout: it is the same, or as good as the same. */
export function isInLayout({ batch, steps, independent }: ScanPlan): boolean {
  return independent || batch === 1 || steps === 1;
}

function inputWidth({ ids, inputSize }: ScanPlan): number {
  return ids ? 1 : inputSize;
}
