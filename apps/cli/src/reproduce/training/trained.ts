import type { TrainingPoint } from "@tenetjs/figures";
import type { Measures } from "../../run/run-event.ts";

/** What a training has come to. */
export type Trained = {
  /** Means over the steps since the last point. */
  readonly points: readonly TrainingPoint[];
  /** The measures on held-out data after the last step; null if training diverged. */
  readonly heldOut: Measures | null;
  /** The same with the other options that were asked for. */
  readonly also: readonly (Measures | null)[];
  /** The mean training accuracy of the last 50 steps. */
  readonly final: number;
  /** The highest training accuracy of a point. */
  readonly best: number;
  /** The measures of a network that has learned nothing. */
  readonly chance: Measures;
  readonly steps: number;
  /** The seconds of training, without evaluation. */
  readonly seconds: number;
  /** The length that it was trained on last, where it grew. */
  readonly reached: number | null;
};

/** Whether a training ended below half of its best accuracy, or diverged. */
export function hasCollapsed({ heldOut, best }: Trained): boolean {
  return heldOut === null || heldOut.accuracy < best / 2;
}
