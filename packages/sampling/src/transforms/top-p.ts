import { problem } from "@tenetjs/core/internals";
import { softmax } from "../softmax.ts";
import type { DrawTransforms } from "../streaming-model.ts";
import { keepHighest } from "./keep-highest.ts";
import type { Transform } from "./transform.ts";

/**
 * A transform that keeps the smallest set of tokens whose probability is at least `p`; the others become -Infinity (nucleus sampling,
 * Holtzman et al. 2020, "The Curious Case of Neural Text Degeneration", section 3.1). At least one token is kept.
 *
 * Of tokens that tie for the last place, those with the lowest ids are kept. `p` = 1 keeps all tokens, however improbable.
 *
 * @throws {RangeError} when `p` is not above 0 and at most 1.
 */
export function topP(p: number): Transform {
  if (!(p > 0 && p <= 1)) {
    const next = "1 keeps every token; 0.9 is a common choice.";
    throw new RangeError(problem("topP", "a probability above 0 and at most 1", p, next));
  }
  const transform: Transform = (logits) => {
    if (p === 1) return logits;
    const ascending = logits.toSorted();
    return keepHighest(logits, ascending, countReaching(p, softmax(ascending)));
  };
  return Object.assign(transform, {
    forDraw: (before: DrawTransforms) => (before.topP === undefined ? { ...before, topP: p } : undefined),
  });
}

/** The number of largest probabilities that it takes to reach `p`. */
function countReaching(p: number, ascending: Float64Array): number {
  let reached = 0;
  for (let count = 1; count < ascending.length; count += 1) {
    reached += ascending[ascending.length - count]!;
    if (reached >= p) return count;
  }
  return ascending.length;
}
