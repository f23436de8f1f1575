import { checkInteger } from "@tenetjs/core";
import type { Batches } from "../batch.ts";
import { batches } from "../batches.ts";
import { emptyTokenBatch, type TokenBatch } from "./token-batch.ts";
import { checkTokenCount, type Tokens } from "./tokens.ts";

/** A step of truncated backpropagation through time. */
export type StripBatch = TokenBatch & {
  /** Whether each row starts anew, so that the state is to be zero; otherwise it goes on where the last batch ended. */
  readonly reset: boolean;
};

export type StripsOptions = {
  batch?: number;
  /** Tokens a window: how far back gradients go. */
  time?: number;
  /** How often the text is read. */
  epochs?: number;
};

/**
 * `tokens` as `batch` strips side by side, read `time` tokens at a time: row `r` of a batch goes on where row `r` of
 * the batch before ended, so the state can be carried over. `reset` is true for the first batch of each epoch. The
 * text is read again and again, `epochs` times or without end.
 *
 * A strip has floor((N - 1) / batch) tokens. What does not fill a window at its end is left out, less than `time`
 * tokens a strip, so that all batches have one shape; `orderedWindows` leaves nothing out.
 *
 * @throws {RangeError} when the strips are shorter than a window, `batch` or `time` is not an integer of at least 1,
 * or `epochs` is neither a whole number nor `Infinity`.
 */
export function strips(
  tokens: Tokens,
  { batch = 64, time = 30, epochs = Number.POSITIVE_INFINITY }: StripsOptions = {},
): Batches<StripBatch> & { readonly batchesPerEpoch: number } {
  checkInteger("strips", "batch", batch, 1);
  checkInteger("strips", "time", time, 1);
  if (epochs !== Number.POSITIVE_INFINITY) checkInteger("strips", "epochs", epochs, 0);
  checkTokenCount(
    "strips",
    tokens,
    batch * time + 1,
    `for ${batch} strips of at least one window of ${time}`,
  );

  const stripLength = Math.floor((tokens.length - 1) / batch);
  const batchesPerEpoch = Math.floor(stripLength / time);
  const read = batches(batchesPerEpoch * epochs, (index) => {
    const position = index % batchesPerEpoch;
    const { values, write } = emptyTokenBatch(batch, time);
    for (let row = 0; row < batch; row += 1) write(row, tokens, row * stripLength + position * time);
    return { ...values, reset: position === 0 };
  });
  return { ...read, batchesPerEpoch };
}
