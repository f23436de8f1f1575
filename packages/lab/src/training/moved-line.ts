import type { MovedFact } from "./training-facts.ts";

/** What a reader is told when a GPU was lost: where training goes on, and from which step. */
export function movedLine({ step, line }: Pick<MovedFact, "step" | "line">): string {
  return `The GPU was lost, and training goes on from step ${step}. ${line}`;
}
