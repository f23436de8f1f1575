import type { Values } from "../batch.ts";

/** How symbols are encoded: `one-hot`, `[batch, time, symbols]`, or `ids`, `[batch, time]`, for an embedding. */
export type SymbolEncoding = "one-hot" | "ids";

/** A {@link SymbolEncoding}, or `scalar`, `[batch, time, 1]`: the digit as a number from 0 to 9, as in the UvA course. */
export type DigitEncoding = SymbolEncoding | "scalar";

/** Inputs to fill: `write(position, id)` writes a symbol at `position`, which is `row * time + step`. */
export type SymbolInputs = { readonly values: Values; write(position: number, id: number): void };

/** Zeros for `batch` rows of `time` symbols, out of `symbols` distinct ones, and a function that writes a symbol there. */
export function emptySymbols(
  encoding: DigitEncoding,
  batch: number,
  time: number,
  symbols: number,
): SymbolInputs {
  if (encoding === "one-hot") {
    const data = new Float32Array(batch * time * symbols);
    return {
      values: { data, shape: [batch, time, symbols] },
      write: (position, id) => {
        data[position * symbols + id] = 1;
      },
    };
  }
  const values: Values =
    encoding === "ids"
      ? { data: new Int32Array(batch * time), shape: [batch, time] }
      : { data: new Float32Array(batch * time), shape: [batch, time, 1] };
  return {
    values,
    write: (position, id) => {
      values.data[position] = id;
    },
  };
}
