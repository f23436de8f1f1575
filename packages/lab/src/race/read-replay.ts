import type { Recipe } from "@tenetjs/recipes";
import type { SequenceReading } from "../training/read-sequence.ts";
import { traceCell } from "../training/trace-cell.ts";
import type { LaneReplay } from "./race-facts.ts";

/** What the race shows of a reading: the answers, and what the units do. A cell without a recipe has no traces. */
export function readReplay(
  { answers, params, inputs }: SequenceReading,
  recipe: Recipe | undefined,
): LaneReplay {
  return { answers, traces: recipe === undefined ? [] : traceCell(recipe, params, inputs) };
}
