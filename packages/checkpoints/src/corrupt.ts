import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";

/**
 * What makes the error for a file that is not what it should be: what was expected at which byte, and what
 * was there.
 */
export type Corrupt = (expected: string, got: unknown, at?: Place) => TenetError;

/** Where in the file: a byte, counted from 0, and the tensor, where it is one's. */
export type Place = { byte?: number; tensor?: string };

/** The errors of one file, "CHECKPOINT_CORRUPT" each. */
export function corrupt(file: string | undefined): Corrupt {
  return (expected, got, { byte, tensor } = {}) => {
    const where = file === undefined ? "decodeSafetensors" : `decodeSafetensors (${file})`;
    const place = [
      tensor === undefined ? "" : ` in tensor ${JSON.stringify(tensor)}`,
      byte === undefined ? "" : ` at byte ${byte}`,
    ].join("");
    return new TenetError(
      "CHECKPOINT_CORRUPT",
      problem(where, `${expected}${place}`, got, "The file is damaged or not safetensors: use another copy."),
    );
  };
}

/** What a byte is, for the `got` of an error. */
export function byteAt(bytes: Uint8Array, index: number): ReturnType<typeof phrase> {
  const byte = bytes[index];
  if (byte === undefined) return phrase("the end");
  const shown = byte > 0x20 && byte < 0x7f ? ` (${String.fromCharCode(byte)})` : "";
  return phrase(`0x${byte.toString(16).padStart(2, "0")}${shown}`);
}
