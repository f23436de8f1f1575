import { problem } from "@tenetjs/core/internals";
import type { DrawTransforms } from "../streaming-model.ts";
import type { Transform } from "./transform.ts";

/**
 * A transform that divides the logits by `value`. Below 1, likely tokens become likelier; above 1, the distribution becomes more even. 1 has
 * no effect.
 *
 * @throws {RangeError} when `value` is not a finite number above 0.
 */
export function temperature(value: number): Transform {
  if (!Number.isFinite(value) || value <= 0) {
    const next = "For the most likely token each time, pass `pick: argmax` instead.";
    throw new RangeError(problem("temperature", "a finite number above 0", value, next));
  }
  const transform: Transform = (logits) => logits.map((logit) => logit / value);
  return Object.assign(transform, {
    forDraw: (before: DrawTransforms) =>
      before.temperature === undefined && before.topK === undefined ? { temperature: value } : undefined,
  });
}
