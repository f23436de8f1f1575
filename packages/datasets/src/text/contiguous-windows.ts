import { checkInteger, checkOptions } from "@tenetjs/core/internals";
import type { Batches } from "../batch.ts";
import { batches } from "../batches.ts";
import { emptyTokenBatch, type TokenBatch } from "./token-batch.ts";
import { checkTokenCount, type Tokens } from "./tokens.ts";

/** The batch of one step of truncated backpropagation through time. */
export type ContiguousBatch = TokenBatch & {
  /** Whether the state must be reset to zero. Otherwise each row continues where it ended in the previous batch. */
  readonly reset: boolean;
};

export type ContiguousWindowsOptions = {
  batch?: number;
  /** Tokens in a window: how far back gradients flow. */
  time?: number;
  /** How many times the text is read. Default: endlessly. */
  epochs?: number;
};

/**
 * Windows that are contiguous from batch to batch, for a network whose state is carried over. `tokens` are cut into `batch` equal
 * segments, one for each row, and row `r` of a batch continues where row `r` of the previous batch ended. `reset` is true for the
 * first batch of each epoch.
 *
 * A segment has floor((N - 1) / batch) tokens. Tokens at its end that do not fill a window are left out, fewer than `time` for
 * each segment, so that all batches have the same shape. `orderedWindows` leaves nothing out.
 *
 * @throws {RangeError} when the segments are shorter than a window, when `batch` or `time` is not an integer of at least 1,
 * or when `epochs` is neither a non-negative integer nor `Infinity`.
 */
export function contiguousWindows(
  tokens: Tokens,
  options: ContiguousWindowsOptions = {},
): Batches<ContiguousBatch> & { readonly batchesPerEpoch: number } {
  checkOptions("contiguousWindows", options, { batch: true, time: true, epochs: true });
  const { batch = 64, time = 30, epochs = Number.POSITIVE_INFINITY } = options;
  checkInteger("contiguousWindows", "batch", batch, 1);
  checkInteger("contiguousWindows", "time", time, 1);
  if (epochs !== Number.POSITIVE_INFINITY) checkInteger("contiguousWindows", "epochs", epochs, 0);
  checkTokenCount(
    "contiguousWindows",
    tokens,
    batch * time + 1,
    `for ${batch} rows of at least one window of ${time}`,
  );

  const segmentLength = Math.floor((tokens.length - 1) / batch);
  const batchesPerEpoch = Math.floor(segmentLength / time);
  const read = batches(batchesPerEpoch * epochs, (index) => {
    const position = index % batchesPerEpoch;
    const { values, write } = emptyTokenBatch(batch, time);
    for (let row = 0; row < batch; row += 1) write(row, tokens, row * segmentLength + position * time);
    return { ...values, reset: position === 0 };
  });
  return { ...read, batchesPerEpoch };
}
