import type { Values } from "../batch.ts";

export const digitEncodings = ["one-hot", "scalar", "ids"] as const;

/**
 * How a digit is put to a network: `one-hot` in `[batch, time, 10]`, `scalar` (0 to 9, as the course did) in
 * `[batch, time, 1]`, or `ids` for an embedding, `Int32Array` `[batch, time]`.
 */
export type DigitEncoding = (typeof digitEncodings)[number];

/** Inputs still to be filled: `write(position, digit)` puts a digit at `position`, which is `row * time + step`. */
export type DigitInputs = { values: Values; write(position: number, digit: number): void };

/** Zeros for `batch` rows of `time` digits in `encoding`, and the function that writes a digit there. */
export function emptyDigits(encoding: DigitEncoding, batch: number, time: number): DigitInputs {
  if (encoding === "ids") {
    const data = new Int32Array(batch * time);
    return {
      values: { data, shape: [batch, time] },
      write: (position, digit) => {
        data[position] = digit;
      },
    };
  }
  if (encoding === "scalar") {
    const data = new Float32Array(batch * time);
    return {
      values: { data, shape: [batch, time, 1] },
      write: (position, digit) => {
        data[position] = digit;
      },
    };
  }
  const data = new Float32Array(batch * time * 10);
  return {
    values: { data, shape: [batch, time, 10] },
    write: (position, digit) => {
      data[position * 10 + digit] = 1;
    },
  };
}
