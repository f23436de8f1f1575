import type { CellName } from "@tenetjs/cells";
import type { Values } from "../element/control.ts";
import type { FailureFact, MovedFact, TrainingWorker } from "../training/training-facts.ts";
import type { limitsDefinition } from "./limits-definition.ts";

export type LimitsValues = Values<(typeof limitsDefinition)["controls"]>;

export type LimitsWorker = TrainingWorker<LimitsValues, LimitsFact>;

/** What happened in the worker. Networks are numbered row by row: task after task, and in each, cell after cell. */
export type LimitsFact =
  | {
      readonly kind: "scores";
      readonly step: number;
      /** The accuracy of each network on held-out sequences; undefined for one that has ended, or failed. */
      readonly accuracies: readonly (number | undefined)[];
    }
  /** A network has learned its task, and ends: its time goes to the others. */
  | { readonly kind: "learned"; readonly lane: number; readonly step: number }
  | MovedFact
  | FailureFact;

/** The cells of the columns. */
export function cellsOf({ first, second, third, fourth }: LimitsValues): readonly CellName[] {
  return [first, second, third, fourth];
}
