import type { CellParams } from "@tenetjs/cells";
import type { TokenNetwork } from "@tenetjs/cells/internals";
import type { Recipe } from "@tenetjs/recipes";
import { stepArguments } from "@tenetjs/recipes";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import type { Columns } from "../../scan/columns.ts";
import type { Kernels } from "../module/kernels.ts";
import { parameterBlocks } from "../scan/places.ts";
import { type ScanPlan, scanPlan } from "../scan/scan-plan.ts";
import { stepCall } from "../scan/step-call.ts";
import { callOf } from "../threads/call.ts";
import type { Arena } from "./arena.ts";
import { product } from "./product.ts";
import type { Emit, RowsOf } from "./rows-of.ts";

/** The input of a cell at a step: int32 ids of rows of Wx, or rows of values that are `stride` values apart. */
export type CellInput = { readonly kind: "ids" } | { readonly kind: "rows"; readonly stride: number };

/** The functions that advance a cell by one step. */
export type CellStep = {
  /** Computes the values that all rows share, after the time has changed. */
  readonly prepare: () => void;
  /** Computes the next states of some rows, from the addresses of the batch's inputs and previous states. */
  readonly advance: (emit: Emit, rows: RowsOf, inputs: number, previous: number, next: number) => void;
  /** The multiplications of a row. */
  readonly work: number;
};

/** The step of one cell for `batch` rows. It reads the current time at the address `time`. */
export function cellStep(
  kernels: Kernels,
  arena: Arena,
  { cell: { recipe }, params }: TokenNetwork["cells"][number],
  {
    batch,
    time,
    input,
    int8,
  }: { readonly batch: number; readonly time: number; readonly input: CellInput; readonly int8: boolean },
): CellStep {
  const plan = planOf(kernels, recipe, params, batch, input);
  const { step, hidden, widths, h } = plan;
  const inputs = recipe.inputs.map(() => ({ at: time, stride: 0, gradient: 0 }));
  const [slots, units] = [arena.take(batch * widths.slots), arena.take(widths.units)];
  const unwanted = arena.take(hidden);

  const parameters = arena.take(step.program.parameters * hidden);
  const own = recipe.parameters.map(({ name }) => params[name] as TensorInfo);
  parameterBlocks(plan, params.b, own).forEach((from, index) => {
    kernels.exports.copyBlocks(hidden, 1, 1, from, 0, 0, parameters + index * hidden * 4, 0, 0);
  });
  const ofUnits = stepArguments({ rows: 1, parameters, units }, inputs);
  const prepare = () => step.prepare(...ofUnits);
  prepare();

  const putFromInputs = inputPart(plan, arena, { wx: kernels.address(params.wx), input, int8 }, slots);
  const wh = kernels.address(params.wh);
  const addFromHidden = hiddenPart(plan, arena, { wh, int8 }, plan.hiddenColumns, widths.states, slots);
  const addFromFactor = hiddenPart(plan, arena, { wh, int8 }, plan.lateColumns, widths.slots, slots);
  const { second } = step.program;
  return {
    prepare: step.program.unitsVary ? prepare : () => {},
    advance(emit, rows, x, previous, next) {
      putFromInputs(emit, rows, x);
      addFromHidden(emit, rows, previous + h * hidden * 4);
      const at = { steps: 1, slots, previous, next, units, output: unwanted, inputs };
      if (second !== undefined) {
        emit(stepCall(plan, "inferFactor", rows, at));
        addFromFactor(emit, rows, slots + second.slots.factor * hidden * 4);
      }
      emit(stepCall(plan, "infer", rows, at));
    },
    work:
      (plan.hiddenColumns.width + plan.lateColumns.width) * hidden +
      (input.kind === "ids" ? 0 : widths.wx * plan.inputSize),
  };
}

/** The plan of a sequence of one step. It depends only on the operands' shapes. */
function planOf(
  kernels: Kernels,
  recipe: Recipe,
  params: CellParams,
  batch: number,
  input: CellInput,
): ScanPlan {
  const shaped = (...shape: number[]): TensorInfo => ({ dataId: {}, shape, dtype: "float32" });
  const operands = {
    inputs: input.kind === "ids" ? shaped(batch, 1) : shaped(batch, 1, params.wx.shape[0]),
    wx: params.wx,
    wh: params.wh,
    b: params.b,
    parameters: [],
    states: [],
    stepInputs: recipe.inputs.map(() => shaped(1, 1)),
    mask: undefined,
  };
  return scanPlan(kernels, { recipe, training: false, keep: "last", fromZero: false }, operands, "infer");
}

/** A function that writes x Wx to the slots, and 0 for gates that x does not contribute to. */
function inputPart(
  plan: ScanPlan,
  arena: Arena,
  { wx, input, int8 }: { readonly wx: number; readonly input: CellInput; readonly int8: boolean },
  slots: number,
) {
  const { kernels, batch, widths, inputSize, inputColumns, withoutInput } = plan;
  const row = widths.slots * 4;
  const parts = inputColumns.map(({ from, to, width }) => {
    const [b, c] = [wx + from * 4, slots + to * 4];
    if (input.kind === "ids") {
      return (emit: Emit, { first, count }: RowsOf, ids: number) => {
        const args = [width, count, ids + first * 4, b, widths.wx * 4, c + first * row, row] as const;
        emit(callOf(kernels.code, "gatherBlocks", [...args]));
      };
    }
    const sizes = { m: batch, n: width, k: inputSize, lda: input.stride, ldc: widths.slots };
    const multiply = product(kernels, arena, { ...sizes, b, ldb: widths.wx, accumulate: false, int8 });
    return (emit: Emit, rows: RowsOf, x: number) => multiply(emit, rows, x, c);
  });
  return (emit: Emit, rows: RowsOf, x: number) => {
    for (const { to, width } of withoutInput)
      emit(callOf(kernels.code, "clearBlocks", [width, rows.count, slots + rows.first * row + to * 4, row]));
    for (const part of parts) part(emit, rows, x);
  };
}

/** A function that adds the product of h, or of what stands in its place, with these columns of Wh to the slots. */
function hiddenPart(
  plan: ScanPlan,
  arena: Arena,
  { wh, int8 }: { readonly wh: number; readonly int8: boolean },
  { from, to, width }: Columns,
  lda: number,
  slots: number,
) {
  const { kernels, batch, hidden, hiddenColumns, lateColumns, widths } = plan;
  if (width === 0) return () => {};
  const sizes = { m: batch, n: width, k: hidden, lda, ldc: widths.slots };
  const [b, ldb] = [wh + from * 4, hiddenColumns.width + lateColumns.width];
  const multiply = product(kernels, arena, { ...sizes, b, ldb, accumulate: true, int8 });
  return (emit: Emit, rows: RowsOf, h: number) => multiply(emit, rows, h, slots + to * 4);
}
