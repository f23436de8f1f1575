import { badId } from "./listed-vocabulary.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { checkWellFormed } from "./well-formed.ts";

/** The vocabulary of the 256 bytes. It encodes any text, as UTF-8, and has no unknown tokens. */
export function byteVocabulary(): Vocabulary {
  const tokens = Array.from({ length: 256 }, (_, byte) =>
    byte < 0x80 ? String.fromCharCode(byte) : `\\x${byte.toString(16).toUpperCase()}`,
  );
  const ids = new Map(tokens.map((token, byte) => [token, byte]));
  return {
    kind: "bytes",
    size: 256,
    tokens,
    idOf: (token) => ids.get(token),
    encode: (text) => new Int32Array(new TextEncoder().encode(checkWellFormed("encode", text))),
    decode: (bytes) =>
      new TextDecoder("utf-8", { ignoreBOM: true }).decode(Uint8Array.from(bytes, checkByte)),
    decoder: () => {
      const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
      return {
        push: (byte) => decoder.decode(Uint8Array.of(checkByte(byte, 0)), { stream: true }),
        end: () => decoder.decode(),
      };
    },
    toJSON: () => ({ kind: "bytes" }),
  };
}

function checkByte(byte: number, index: number): number {
  if (Number.isInteger(byte) && byte >= 0 && byte < 256) return byte;
  throw badId(byte, index, 256);
}
