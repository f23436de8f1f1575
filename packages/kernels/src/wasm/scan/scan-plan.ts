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
 * How a sequence is laid out. A step's rows lie together: slots are `[time, batch, slots * hidden]`, states `[time + 1, batch, states *
 * hidden]`. So the products of a step are over neighbouring rows, and those over all steps are one product.
 */
export type ScanPlan = ScanShape & {
  readonly kernels: Kernels;
  readonly step: StepModule;
  /** Steps whose x Wx is computed at once: so many that the product is efficient and its result still at hand when read. */
  readonly chunk: number;
  /** Whether threads shard the rows. */
  readonly parallel: boolean;
  /** Rows of a shard. Gradients of what rows shard are summed in each by itself first, on any number of threads. */
  readonly grain: number;
  /** As `chunk`, where rows are parallel: a thread has its rows of one step together, not those of several. */
  readonly ahead: number;
  /** Which of `wx`'s columns go where. */
  readonly inputColumns: readonly Columns[];
  /** The same of `wh`, all of whose columns are neighbours. */
  readonly hiddenColumns: Columns;
  /** Slots of gates that x has no part in. */
  readonly withoutInput: readonly Columns[];
  /** Values in a row. */
  readonly widths: {
    readonly slots: number;
    readonly states: number;
    readonly wx: number;
    readonly units: number;
  };
  /** Offsets in bytes of what the workspace holds, and its size. */
  readonly workspace: Regions<"slots" | "states" | "units" | "inputs" | "parameters">;
};

/** The plan for these operands. */
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

/** As many rows as make four shards or, where they would be more than 16 rows, more; and 16 shards at most. */
function rowsOfShard(batch: number): number {
  const four = 4 * Math.min(4, Math.max(1, Math.floor(batch / 16)));
  return Math.max(four, 4 * Math.ceil(batch / 64));
}
