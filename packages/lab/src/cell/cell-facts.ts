import type { Values } from "../element/control.ts";
import type { Host } from "../element/host.ts";
import type { RaceFact } from "../race/race-facts.ts";
import type { PlainRecipe } from "../recipe/plain-recipe.ts";
import type { TrainingWorker } from "../training/training-facts.ts";
import type { cellDefinition } from "./cell-definition.ts";
import type { CellReading } from "./cell-scene.ts";

type Controls = (typeof cellDefinition)["controls"];

export type CellHost = Host<Controls>;

/** The values of the controls, and the recipe that the text made. */
export type CellValues = Values<Controls> & { readonly own?: PlainRecipe };

/** What the page's thread asks of the worker that trains. Its facts are those of a race with one network. */
export type CellWorker = TrainingWorker<CellValues, RaceFact> & {
  /** How the network reads a held-out palindrome, by its number. Undefined if it has failed. */
  read(row: number): Promise<CellReading | undefined>;
};
