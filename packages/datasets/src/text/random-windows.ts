import { integer, seed as seeded, split } from "@tenetjs/core";
import { checkInteger, checkOptions } from "@tenetjs/core/internals";
import type { Batches } from "../batch.ts";
import { batches } from "../batches.ts";
import { emptyTokenBatch, type TokenBatch } from "./token-batch.ts";
import { checkTokenCount, type Tokens } from "./tokens.ts";

export type RandomWindowsOptions = {
  batch?: number;
  /** Tokens in a window. */
  time?: number;
  seed?: number | string;
};

/**
 * Windows of `time` tokens from uniformly random positions in `tokens`, without end. `targets` are the same
 * windows, one token later. Batch `n` depends only on the seed and `n`. `tokens` are read as batches are made, and never copied.
 *
 * Defaults: 64 windows of 30 tokens, as in the UvA course of 2018, which trained on books.
 *
 * @throws {RangeError} when there are fewer than `time` + 1 tokens, or when `batch` or `time` is not an integer of at least 1.
 */
export function randomWindows(tokens: Tokens, options: RandomWindowsOptions = {}): Batches<TokenBatch> {
  checkOptions("randomWindows", options, { batch: true, time: true, seed: true });
  const { batch = 64, time = 30, seed = 0 } = options;
  checkInteger("randomWindows", "batch", batch, 1);
  checkInteger("randomWindows", "time", time, 1);
  checkTokenCount("randomWindows", tokens, time + 1, `for a window of ${time} and its target`);
  const root = split(seeded(seed), "windows");

  return batches(Number.POSITIVE_INFINITY, (index) => {
    const rng = split(root, index);
    const { values, write } = emptyTokenBatch(batch, time);
    for (let row = 0; row < batch; row += 1) write(row, tokens, integer(rng, tokens.length - time));
    return values;
  });
}
