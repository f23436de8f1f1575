import type { TrainingPoint } from "@tenetjs/figures";
import type { Measures } from "../run/run-event.ts";
import type { Variant } from "./experiment.ts";

/** One training of one variant. */
export type Outcome = {
  readonly variant: Variant;
  readonly seed: number;
  readonly points: readonly TrainingPoint[];
  /** The measures on the held-out set at the end; null if the run diverged. */
  readonly heldOut: Measures | null;
  /** The highest training accuracy of any report. */
  readonly best: number;
  /** The measures of a network that has learned nothing. */
  readonly chance: Measures | undefined;
};
