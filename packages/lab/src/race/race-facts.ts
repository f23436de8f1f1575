import type { Values } from "../element/control.ts";
import type { PlainRecipe } from "../recipe/plain-recipe.ts";
import type { NetworkName } from "../training/network-names.ts";
import type { Trace } from "../training/trace-cell.ts";
import type { FailureFact, MovedFact, TrainingWorker } from "../training/training-facts.ts";
import type { raceDefinition } from "./race-definition.ts";

/** The values of the controls, and the recipe of the reader's own cell, if a network has it. */
export type RaceValues = Values<(typeof raceDefinition)["controls"]> & { readonly own?: PlainRecipe };

/** What the page's thread asks of the worker that trains. */
export type RaceWorker = TrainingWorker<RaceValues, RaceFact> & {
  /** How each network reads a held-out palindrome, by its number. */
  replay(row: number): Promise<Replay>;
};

/** What happened in the worker. Facts of one frame travel together. */
export type RaceFact =
  /** The loss of each network on the batch of a step; undefined for one that has failed. */
  | { readonly kind: "losses"; readonly step: number; readonly lanes: readonly (number | undefined)[] }
  | {
      readonly kind: "evaluation";
      readonly step: number;
      readonly lanes: readonly (LaneEvaluation | undefined)[];
    }
  | MovedFact
  | FailureFact;

export type LaneEvaluation = {
  /** On held-out palindromes: the fraction that is right, and the mean loss in nats. */
  readonly accuracy: number;
  readonly loss: number;
  /** The mean norm of dL/dh_t for each step, the first step first. Empty if it was not measured this time. */
  readonly norms: readonly number[];
};

/** How each network reads a held-out palindrome. */
export type Replay = {
  /** The step after which the networks were asked. */
  readonly step: number;
  /** The number of the palindrome. */
  readonly row: number;
  /** Undefined for a network that has failed. */
  readonly lanes: readonly (LaneReplay | undefined)[];
};

export type LaneReplay = {
  /** For each step, the probability of each answer, if the network were asked then. */
  readonly answers: readonly (readonly number[])[];
  readonly traces: readonly Trace[];
};

/** The cells of the networks. */
export function cellsOf({ first, second, third }: RaceValues): readonly NetworkName[] {
  return third === "none" ? [first, second] : [first, second, third];
}
