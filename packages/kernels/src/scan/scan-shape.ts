import type { FusedScanAttributes } from "@tenetjs/cells/internals";
import type { Recipe } from "@tenetjs/recipes";
import type { Operands } from "./operands.ts";

/** The sizes of a sequence and its cell, and which results are needed. */
export type ScanShape = {
  readonly recipe: Recipe;
  readonly keep: FusedScanAttributes["keep"];
  /** Whether all states are 0 before the first step, and their gradients are not needed. */
  readonly fromZero: boolean;
  readonly batch: number;
  readonly steps: number;
  readonly hidden: number;
  readonly inputSize: number;
  /** Whether inputs are ids. */
  readonly ids: boolean;
  /** Whether a backward pass may follow, so that the values of all steps are kept. */
  readonly recording: boolean;
  /** Index of the output among the states. */
  readonly h: number;
};

/** The shape of these operands. */
export function scanShape(
  { recipe, keep, fromZero }: FusedScanAttributes,
  { inputs, wx, wh }: Operands,
  recording: boolean,
): ScanShape {
  const [batch, steps] = inputs.shape as [number, number];
  return {
    recipe,
    keep,
    fromZero,
    batch,
    steps,
    hidden: wh.shape[0] as number,
    inputSize: wx.shape[0] as number,
    ids: inputs.shape.length === 2,
    recording,
    h: recipe.state.indexOf("h"),
  };
}
