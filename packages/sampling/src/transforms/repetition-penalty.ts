import { checkInteger, checkPositive } from "@tenetjs/core/internals";
import { remembering, type Transform } from "./transform.ts";

/**
 * A transform that reduces the logits of the tokens among the latest `window` ids by a factor `theta` (Keskar et al. 2019, "CTRL",
 * section 4.1; they use 1.2). A positive logit is divided by `theta`; a negative one is multiplied, because division would increase it.
 * A token is penalised once, however often it occurs.
 *
 * The penalty depends on the sign of a logit, so put this before transforms that scale or shift logits.
 *
 * @throws {RangeError} when `theta` is not a finite number above 0 (1 has no effect, less rewards repetition), or
 *   `window` is not an integer of at least 1.
 */
export function repetitionPenalty(theta: number, { window = 64 }: { window?: number } = {}): Transform {
  checkPositive("repetitionPenalty", "theta", theta);
  checkInteger("repetitionPenalty", "window", window, 1);
  return remembering(window, (logits, recent) => {
    const penalised = logits.slice();
    for (const id of recent) {
      const logit = logits[id]!;
      penalised[id] = logit > 0 ? logit / theta : logit * theta;
    }
    return penalised;
  });
}
