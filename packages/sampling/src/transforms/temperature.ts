import { problem } from "@tenetjs/core/internals";
import { largest } from "../softmax.ts";
import type { DrawTransforms } from "../streaming-model.ts";
import type { Transform } from "./transform.ts";

/**
 * A transform that divides the logits by `value`, after it has subtracted the largest, so that no value overflows. Below 1, likely tokens become
 * likelier; above 1, the distribution becomes more even. 1 leaves all probabilities as they are.
 *
 * @throws {RangeError} when `value` is not a finite number above 0.
 */
export function temperature(value: number): Transform {
  if (!Number.isFinite(value) || value <= 0) {
    const next = "For the most likely token each time, pass `pick: argmax` instead.";
    throw new RangeError(problem("temperature", "a finite number above 0", value, next));
  }
  const transform: Transform = (logits) => {
    const most = largest(logits);
    // Infinities are for the pick to report.
    return Number.isFinite(most) ? logits.map((logit) => (logit - most) / value) : logits;
  };
  const drawable = value >= coldest && value <= hottest;
  return Object.assign(transform, {
    forDraw: (before: DrawTransforms) =>
      drawable && before.temperature === undefined && before.topK === undefined && before.topP === undefined
        ? { temperature: value }
        : undefined,
  });
}

/** Models draw in float32, and may divide before they subtract: outside these limits a logit could overflow or become 0. */
const [coldest, hottest] = [1e-6, 1e6];
