import { checkInteger } from "@tenetjs/core/internals";
import { remembering, type Transform } from "./transform.ts";

/**
 * Logits with -Infinity for each token that would complete an n-gram seen among the latest `window` ids (Paulus et al.
 * 2018, "A Deep Reinforced Model for Abstractive Summarization", section 2.5). An n-gram further back may come again:
 * that keeps time and memory at `window` per token, however long the text.
 *
 * @throws {RangeError} when `n` is not an integer of at least 1, or `window` not one of at least `n`.
 */
export function noRepeatNgram(n: number, { window = 1024 }: { window?: number } = {}): Transform {
  checkInteger("noRepeatNgram", "n", n, 1);
  checkInteger("noRepeatNgram", "window", window, n);
  return remembering(window, (logits, recent) => {
    const allowed = logits.slice();
    const prefix = recent.length - (n - 1);
    for (let start = 0; start < prefix; start += 1) {
      if (sameRun(recent, start, prefix, n - 1)) allowed[recent[start + n - 1]!] = Number.NEGATIVE_INFINITY;
    }
    return allowed;
  });
}

function sameRun(ids: Int32Array, a: number, b: number, length: number): boolean {
  for (let i = 0; i < length; i += 1) if (ids[a + i] !== ids[b + i]) return false;
  return true;
}
