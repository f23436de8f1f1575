import { checkInteger } from "@tenetjs/core/internals";
import type { Batches } from "../batch.ts";
import { batches } from "../batches.ts";
import { emptyTokenBatch, type TokenBatch } from "./token-batch.ts";
import { checkTokenCount, type Tokens } from "./tokens.ts";

/** A step of truncated backpropagation through time. */
export type ContiguousBatch = TokenBatch & {
  /** Whether each row starts anew, so that the state is to be zero; otherwise it goes on where the last batch ended. */
  readonly reset: boolean;
};

export type ContiguousWindowsOptions = {
  batch?: number;
  /** Tokens a window: how far back gradients go. */
  time?: number;
  /** How often the text is read. */
  epochs?: number;
};

/**
 * Windows that are contiguous from batch to batch, for a network whose state is carried: `tokens` are cut into `batch` equal
 * segments, one for each row, and row `r` of a batch goes on where row `r` of the batch before ended. `reset` is true for the
 * first batch of each epoch. The text is read again and again, `epochs` times or without end.
 *
 * A segment has floor((N - 1) / batch) tokens. What does not fill a window at its end is left out, less than `time`
 * tokens a segment, so that all batches have one shape; `orderedWindows` leaves nothing out.
 *
 * @throws {RangeError} when the segments are shorter than a window, `batch` or `time` is not an integer of at least 1,
 * or `epochs` is neither an integer nor `Infinity`.
 */
export function contiguousWindows(
  tokens: Tokens,
  { batch = 64, time = 30, epochs = Number.POSITIVE_INFINITY }: ContiguousWindowsOptions = {},
): Batches<ContiguousBatch> & { readonly batchesPerEpoch: number } {
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
