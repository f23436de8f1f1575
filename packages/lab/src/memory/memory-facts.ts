import type { CellName } from "@tenetjs/cells";
import type { Values } from "../element/control.ts";
import type { FailureFact, MovedFact, TrainingWorker } from "../training/training-facts.ts";
import type { memoryDefinition } from "./memory-definition.ts";

export type MemoryValues = Values<(typeof memoryDefinition)["controls"]>;

/** What the page's thread asks of the worker that trains. */
export type MemoryWorker = TrainingWorker<MemoryValues, MemoryFact> & {
  /** What moved the networks at a place of a passage. */
  look(place: Place): Promise<Look>;
};

/** What happened in the worker. Facts of one frame travel together. */
export type MemoryFact =
  | { readonly kind: "step"; readonly step: number }
  | {
      readonly kind: "evaluation";
      readonly step: number;
      /** Undefined for a network that has failed. */
      readonly lanes: readonly (LaneMemory | undefined)[];
    }
  | MovedFact
  | FailureFact;

/** What a network remembers, averaged over many held-out places. */
export type LaneMemory = {
  /** The fraction of places at which the right character has the largest logit. */
  readonly accuracy: number;
  /** The influence of the character so many places back, the nearest first. */
  readonly influence: readonly Mean[];
};

/** A mean, and the limits of its 95 % confidence interval. */
export type Mean = { readonly mean: number; readonly low: number; readonly high: number };

/** A place of a text: the number of a passage, from 1 on, and the number of its characters that are read. */
export type Place = Pick<MemoryValues, "passage" | "place" | "output">;

export type Look = Place & {
  /** The step after which the networks were asked. */
  readonly step: number;
  /** Undefined for a network that has failed. */
  readonly lanes: readonly (LaneLook | undefined)[];
};

export type LaneLook = {
  /** The character whose logit is meant. */
  readonly character: string;
  /** Its probability. */
  readonly probability: number;
  /** The character with the largest logit. */
  readonly guess: string;
  /** For each character that was read, the norm of the gradient of that logit by its one-hot vector. */
  readonly norms: readonly number[];
};

/** The cells of the networks, from the first to the last. */
export function cellsOf({ first, second, third }: MemoryValues): CellName[] {
  return third === "none" ? [first, second] : [first, second, third];
}
