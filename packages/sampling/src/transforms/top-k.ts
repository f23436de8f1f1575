import { checkInteger } from "@tenetjs/core/internals";
import type { DrawTransforms } from "../streaming-model.ts";
import { keepHighest } from "./keep-highest.ts";
import type { Transform } from "./transform.ts";

/**
 * A transform that keeps the `k` highest logits; the others become -Infinity (Fan et al. 2018, "Hierarchical Neural Story Generation").
 *
 * Exactly `k` are kept. Of tokens that tie for the last place, those with the lowest ids are kept. A `k` of the vocabulary size
 * or more keeps all.
 *
 * @throws {RangeError} when `k` is not an integer of at least 1.
 */
export function topK(k: number): Transform {
  checkInteger("topK", "k", k, 1);
  const transform: Transform = (logits) =>
    k >= logits.length ? logits : keepHighest(logits, logits.toSorted(), k);
  return Object.assign(transform, {
    forDraw: (before: DrawTransforms) =>
      before.topK === undefined && before.topP === undefined ? { ...before, topK: k } : undefined,
  });
}
