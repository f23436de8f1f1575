import { checkInteger, checkPositive } from "@tenetjs/core/internals";
import { remembering, type Transform } from "./transform.ts";

/**
 * Logits of the tokens among the latest `window` made smaller by `theta` (Keskar et al. 2019, "CTRL", section 4.1;
 * they use 1.2). A positive logit is divided by `theta`; a negative one is multiplied, since dividing would favour it.
 * However often a token occurs, it is penalised once.
 *
 * The penalty depends on the sign of a logit, so put it before what scales or shifts them.
 *
 * @throws {RangeError} when `theta` is not a finite number above 0 (1 does nothing, less rewards repetition), or
 *   `window` not an integer of at least 1.
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
