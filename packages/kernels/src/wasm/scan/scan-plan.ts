import type { FusedScanAttributes } from "@tenetjs/cells/internals";
import { gateOrder } from "@tenetjs/recipes/internals";
import { type Columns, columnsOf } from "../../scan/columns.ts";
import type { Operands } from "../../scan/operands.ts";
import { type ScanShape, scanShape } from "../../scan/scan-shape.ts";
import type { Kernels } from "../module/kernels.ts";
import { type Regions, regions } from "../module/scratch.ts";
import { type Choice, choiceFor } from "../threads/choice.ts";
import { hasIndependentUnits, type StepModule, stepModule } from "./step-module.ts";

/**
 * The memory layout of a sequence. The rows of a step are adjacent: slots are `[time, batch, slots * hidden]`, and states
 * `[time + 1, batch, states * hidden]`. So the products of a step are over adjacent rows, and the products of all steps are one product.
 *
 * If units are independent, nothing joins the rows of a step, and the steps of a row are adjacent instead, as they are in the inputs and the outputs: slots are
 * `[batch, time, slots * hidden]`, and states `[batch, time + 1, states * hidden]`.
 */
export type ScanPlan = ScanShape & {
  readonly kernels: Kernels;
  readonly step: StepModule;
  /** Whether each unit sees only its own h. */
  readonly independent: boolean;
  /** The number of steps whose x Wx is computed at once. The product is then efficient, and its result is still in the cache when read. */
  readonly chunk: number;
  /** Whether threads split the rows into shards, and where the time of the pass is told. */
  readonly parallel: boolean;
  readonly choice: Choice;
  /** Rows of a shard. Gradients of values that rows share are first summed within each shard, on any number of threads. */
  readonly grain: number;
  /** The steps whose x Wx the forward pass computes at once: `chunk`, or 1 if `parallel` and the steps of a row are not adjacent. */
  readonly ahead: number;
  /** The columns of `wx`, and the slots that they go to. */
  readonly inputColumns: readonly Columns[];
  /** The columns of `wh` that multiply h, and those of a second product. Both are adjacent; either may have the width 0. */
  readonly hiddenColumns: Columns;
  readonly lateColumns: Columns;
  /** Slots of gates that x does not contribute to. */
  readonly withoutInput: readonly Columns[];
  /** The number of values in a row. */
  readonly widths: {
    readonly slots: number;
    readonly states: number;
    readonly wx: number;
    readonly units: number;
  };
  /** The regions of the workspace, as offsets in bytes, and its size. */
  readonly workspace: Regions<"slots" | "states" | "units" | "inputs" | "parameters">;
};

/** The plan for the given operands. */
export function scanPlan(
  kernels: Kernels,
  attributes: FusedScanAttributes,
  operands: Operands,
  pass: "infer" | "forward" | "backward",
): ScanPlan {
  const recording = pass !== "infer";
  const shape = scanShape(attributes, operands, recording);
  const { recipe, batch, steps, hidden, inputSize, ids } = shape;
  const { training } = attributes;
  const wxWidth = operands.wx.shape[1] as number;
  const sharedInputs = recipe.inputs.filter((_, index) => operands.stepInputs[index]?.shape[0] === 1);
  const step = stepModule(kernels, recipe, { training, sharedInputs }, hidden);
  const { program } = step;
  const independent = hasIndependentUnits(recipe);
  const widths = {
    slots: (recording ? program.slots : program.inferSlots) * hidden,
    states: program.states * hidden,
    wx: wxWidth,
    units: program.unitValues * hidden,
  };
  const order = gateOrder(recipe);
  const fromHidden = order.filter(({ from }) => from !== "input").length;
  const late = program.second?.gates ?? 0;
  const perUnit = fromHidden * hidden + (ids ? 0 : inputSize * (wxWidth / hidden));
  const work = batch * steps * hidden * (perUnit + (independent ? workPerGate * order.length : 0));
  const { chunk, grain } = independent
    ? partsOfSequences(batch, steps, program.unitsVary)
    : { chunk: Math.min(steps, Math.max(1, Math.ceil(rowsAtOnce / batch))), grain: rowsOfShard(batch) };
  const canSplit = (independent || steps > 1) && batch >= 2 * grain;
  const choice = choiceFor(kernels, `${pass} ${recipe.name} ${batch} ${steps}`, canSplit ? work : 0);
  const { parallel } = choice;
  return {
    ...shape,
    kernels,
    step,
    independent,
    chunk,
    parallel,
    choice,
    grain,
    ahead: parallel && !independent ? 1 : chunk,
    widths,
    inputColumns: columnsOf(recipe, hidden),
    hiddenColumns: {
      from: 0,
      to: (order.length - fromHidden) * hidden,
      width: (fromHidden - late) * hidden,
    },
    lateColumns: {
      from: (fromHidden - late) * hidden,
      to: (order.length - late) * hidden,
      width: late * hidden,
    },
    withoutInput: order.flatMap(({ from }, index) =>
      from === "hidden" ? [{ from: 0, to: index * hidden, width: hidden }] : [],
    ),
    workspace: regions({
      slots: (recording ? steps : chunk) * batch * widths.slots,
      states: (recording ? steps + 1 : independent ? 1 : 2) * batch * widths.states,
      units: (program.unitsVary ? steps : 1) * widths.units,
      inputs: independent ? 0 : ids ? steps * batch : steps * batch * inputSize,
      parameters: program.parameters * hidden,
    }),
  };
}

const rowsAtOnce = 256;

/** What the arithmetic of a gate takes, forward or backward, in multiplications and additions of a product. */
const workPerGate = 32;

/** The rows of a shard, a multiple of 4: from 4 to 16 rows, so that there are at least four shards, or more to have at most 16 shards. */
function rowsOfShard(batch: number): number {
  const four = 4 * Math.min(4, Math.max(1, Math.floor(batch / 16)));
  return Math.max(four, 4 * Math.ceil(batch / 64));
}

/**
 * The rows of a shard and the steps of a chunk, if units are independent: so many that their product is efficient and its result still in the cache when
 * the steps read it. A shard has either one row, whose chunks are adjacent steps, or whole sequences, which are adjacent too. Unit values that vary have
 * gradients for each step and shard, so that they need few shards.
 */
function partsOfSequences(
  batch: number,
  steps: number,
  unitsVary: boolean,
): { chunk: number; grain: number } {
  const whole = Math.ceil(rowsAdjacent / steps);
  if (unitsVary) return { chunk: steps, grain: Math.min(batch, Math.max(whole, Math.ceil(batch / 16))) };
  return { chunk: Math.min(steps, rowsAdjacent), grain: Math.min(batch, whole) };
}

const rowsAdjacent = 128;
