import type { Batch, Values } from "../batch.ts";
import type { Tokens } from "./tokens.ts";

/** A batch of ids and, as targets, the ids that follow them; both `[batch, time]`. */
export type TokenBatch = Batch & { readonly inputs: Values<Int32Array> };

/** A batch to fill. */
export type EmptyTokenBatch = {
  readonly values: TokenBatch;
  /** Copies the window of `tokens` at `start` to `row` of the inputs, and the window one token later to the targets. */
  write(row: number, tokens: Tokens, start: number, length?: number): void;
};

/** Zeros for `batch` windows of `time` tokens, and a function that writes a window, or the start of one, there. */
export function emptyTokenBatch(batch: number, time: number): EmptyTokenBatch {
  const shape = [batch, time];
  const inputs = new Int32Array(batch * time);
  const targets = new Int32Array(batch * time);
  return {
    values: { inputs: { data: inputs, shape }, targets: { data: targets, shape } },
    write(row, tokens, start, length = time) {
      const offset = row * time;
      // Unlike `set(subarray())`, a loop does not allocate a view for each window.
      for (let step = 0; step < length; step += 1) {
        inputs[offset + step] = tokens[start + step]!;
        targets[offset + step] = tokens[start + step + 1]!;
      }
    },
  };
}
