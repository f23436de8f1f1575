import { checkInteger } from "@tenetjs/core/internals";
import { remembering, type Transform } from "./transform.ts";

/**
 * A transform that rules out each token that would complete an n-gram among the latest `window` ids (Paulus et al.
 * 2018, "A Deep Reinforced Model for Abstractive Summarization", section 2.5). An n-gram from before the window may occur again, so that
 * time and memory for each token are O(`window`), however long the text.
 *
 * @throws {RangeError} when `n` is not an integer of at least 1, or `window` is not an integer of at least `n`.
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
