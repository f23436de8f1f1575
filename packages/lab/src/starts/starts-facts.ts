import type { Values } from "../element/control.ts";
import type { FailureFact, MovedFact, TrainingWorker } from "../training/training-facts.ts";
import type { startsDefinition } from "./starts-definition.ts";

export type StartsValues = Values<(typeof startsDefinition)["controls"]>;

export type StartsWorker = TrainingWorker<StartsValues, StartsFact>;

/** What happened in the worker. Networks are numbered panel by panel, and in each, seed by seed. */
export type StartsFact =
  | {
      readonly kind: "scores";
      readonly step: number;
      /** The accuracy of each network on held-out palindromes; undefined for one that has failed. */
      readonly accuracies: readonly (number | undefined)[];
    }
  | MovedFact
  | FailureFact;
