import { checkInteger, checkOptions } from "@tenetjs/core/internals";
import type { Batches } from "../batch.ts";
import { batches } from "../batches.ts";
import { emptyTokenBatch, type TokenBatch } from "./token-batch.ts";
import { checkTokenCount, type Tokens } from "./tokens.ts";

export type OrderedWindowsOptions = { batch?: number; time?: number };

/**
 * All of `tokens` once, in order, for evaluation. Each token but the first is a target exactly once. Windows of
 * `time` tokens do not overlap, and each starts from a zero state. If the last window is shorter, it is padded with id 0
 * and its batch has a `mask`. The last batch may have fewer rows.
 *
 * @throws {RangeError} when there are fewer than 2 tokens, or when `batch` or `time` is not an integer of at least 1.
 */
export function orderedWindows(tokens: Tokens, options: OrderedWindowsOptions = {}): Batches<TokenBatch> {
  checkOptions("orderedWindows", options, { batch: true, time: true });
  const { batch = 64, time = 30 } = options;
  checkInteger("orderedWindows", "batch", batch, 1);
  checkInteger("orderedWindows", "time", time, 1);
  checkTokenCount("orderedWindows", tokens, 2, "for one target");
  const targetCount = tokens.length - 1;
  const windowCount = Math.ceil(targetCount / time);

  return batches(Math.ceil(windowCount / batch), (index) => {
    const first = index * batch;
    const rows = Math.min(batch, windowCount - first);
    const { values, write } = emptyTokenBatch(rows, time);
    for (let row = 0; row < rows; row += 1) {
      const start = (first + row) * time;
      write(row, tokens, start, Math.min(time, targetCount - start));
    }
    const real = targetCount - first * time;
    if (real >= rows * time) return values;
    const mask = { data: new Float32Array(rows * time).fill(1, 0, real), shape: [rows, time] };
    return { ...values, mask };
  });
}
