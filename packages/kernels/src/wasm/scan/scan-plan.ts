import type { FusedScanAttributes } from "@tenetjs/cells/internals";
import { gateOrder } from "@tenetjs/recipes/internals";
import { type Columns, columnsOf } from "../../scan/columns.ts";
import type { Operands } from "../../scan/operands.ts";
import { type ScanShape, scanShape } from "../../scan/scan-shape.ts";
import type { Kernels } from "../module/kernels.ts";
import { isWorthSharding } from "../threads/run.ts";
import { type Regions, regions } from "./scratch.ts";
import { type StepModule, stepModule } from "./step-module.ts";

/**
 * The memory layout of a sequence. The rows of a step are adjacent: slots are `[time, batch, slots * hidden]`, and states
 * `[time + 1, batch, states * hidden]`. So the products of a step are over adjacent rows, and the products of all steps are one product.
 */
export type ScanPlan = ScanShape & {
  readonly kernels: Kernels;
  readonly step: StepModule;
  /** The number of steps whose x Wx is computed at once. The product is then efficient, and its result is still in the cache when read. */
  readonly chunk: number;
  /** Whether threads split the rows into shards. */
  readonly parallel: boolean;
  /** Rows of a shard. Gradients of values that rows share are first summed within each shard, on any number of threads. */
  readonly grain: number;
  /** The steps whose x Wx the forward pass computes at once: `chunk`, or 1 if `parallel`, since only the rows of one step are adjacent. */
  readonly ahead: number;
  /** The columns of `wx`, and the slots that they go to. */
  readonly inputColumns: readonly Columns[];
  /** The columns of `wh`, all of which are adjacent. */
  readonly hiddenColumns: Columns;
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
  recording: boolean,
): ScanPlan {
  const shape = scanShape(attributes, operands, recording);
  const { recipe, batch, steps, hidden, inputSize, ids } = shape;
  const { training } = attributes;
  const wxWidth = operands.wx.shape[1] as number;
  const sharedInputs = recipe.inputs.filter((_, index) => operands.stepInputs[index]?.shape[0] === 1);
  const step = stepModule(kernels.memory, recipe, { training, sharedInputs }, hidden);
  const { program } = step;
  const chunk = Math.min(steps, Math.max(1, Math.ceil(rowsAtOnce / batch)));
  const widths = {
    slots: (recording ? program.slots : program.gates) * hidden,
    states: program.states * hidden,
    wx: wxWidth,
    units: program.unitValues * hidden,
  };
  const order = gateOrder(recipe);
  const fromHidden = order.filter(({ from }) => from !== "input").length;
  const work = batch * steps * hidden * (fromHidden * hidden + (ids ? 0 : inputSize * (wxWidth / hidden)));
  const grain = rowsOfShard(batch);
  const parallel = steps > 1 && batch >= 2 * grain && isWorthSharding(kernels, work);
  return {
    ...shape,
    kernels,
    step,
    chunk,
    parallel,
    grain,
    ahead: parallel ? 1 : chunk,
    widths,
    inputColumns: columnsOf(recipe, hidden),
    hiddenColumns: { from: 0, to: (order.length - fromHidden) * hidden, width: fromHidden * hidden },
    withoutInput: order.flatMap(({ from }, index) =>
      from === "hidden" ? [{ from: 0, to: index * hidden, width: hidden }] : [],
    ),
    workspace: regions({
      slots: (recording ? steps : chunk) * batch * widths.slots,
      states: (recording ? steps + 1 : 2) * batch * widths.states,
      units: (program.unitsVary ? steps : 1) * widths.units,
      inputs: ids ? steps * batch : steps * batch * inputSize,
      parameters: program.parameters * hidden,
    }),
  };
}

const rowsAtOnce = 256;

/** The rows of a shard, a multiple of 4: from 4 to 16 rows, so that there are at least four shards, or more to have at most 16 shards. */
function rowsOfShard(batch: number): number {
  const four = 4 * Math.min(4, Math.max(1, Math.floor(batch / 16)));
  return Math.max(four, 4 * Math.ceil(batch / 64));
}
