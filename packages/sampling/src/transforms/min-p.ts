import { problem } from "@tenetjs/core/internals";
import type { Transform } from "./transform.ts";

/**
 * A transform that keeps the tokens that are at least `p` times as probable as the most probable one: logit >= largest + ln p.
 * The others become -Infinity (Nguyen et al. 2024, "Turning Up the Heat: Min-p Sampling", section 3).
 *
 * @throws {RangeError} when `p` is not above 0 and at most 1.
 */
export function minP(p: number): Transform {
  if (!(p > 0 && p <= 1)) {
    const next = "0.05 is a common choice; leave the transform out to keep every token.";
    throw new RangeError(problem("minP", "a number above 0 and at most 1", p, next));
  }
  return (logits) => {
    const least = logits.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY) + Math.log(p);
    return logits.map((logit) => (logit < least ? Number.NEGATIVE_INFINITY : logit));
  };
}
