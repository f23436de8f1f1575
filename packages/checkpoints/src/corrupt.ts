import { TenetError } from "@tenetjs/core";
import { excerpt, phrase, problem } from "@tenetjs/core/internals";

/**
 * Makes the error for a corrupt file: what was expected, at which byte, and what was found.
 */
export type Corrupt = (expected: string, got: unknown, at?: Place) => TenetError;

/** A place in the file: a byte, counted from 0, and the tensor that it belongs to, if any. */
export type Place = { byte?: number; tensor?: string };

/** A function that makes the errors "CHECKPOINT_CORRUPT" of a file of `format`, which `reader` reads. */
export function corrupt(
  file: string | undefined,
  reader = "decodeSafetensors",
  format = "safetensors",
): Corrupt {
  return (expected, got, { byte, tensor } = {}) => {
    const where = file === undefined ? reader : `${reader} (${file})`;
    const place = [
      tensor === undefined ? "" : ` in tensor ${excerpt(tensor)}`,
      byte === undefined ? "" : ` at byte ${byte}`,
    ].join("");
    return new TenetError(
      "CHECKPOINT_CORRUPT",
      problem(where, `${expected}${place}`, got, `The file is damaged or not ${format}: use another copy.`),
    );
  };
}

/** A byte as the `got` of an error: in hexadecimal, and as a character if it is printable. */
export function byteAt(bytes: Uint8Array, index: number): ReturnType<typeof phrase> {
  const byte = bytes[index];
  if (byte === undefined) return phrase("the end");
  const shown = byte > 0x20 && byte < 0x7f ? ` (${String.fromCharCode(byte)})` : "";
  return phrase(`0x${byte.toString(16).padStart(2, "0")}${shown}`);
}
