import { problem } from "@tenetjs/core/internals";
import type { EncodeOptions, Vocabulary } from "./vocabulary.ts";

/** A vocabulary whose ids are indices into `tokens`, and whose texts are concatenated tokens. */
export function listedVocabulary(
  kind: "characters" | "words",
  tokens: readonly string[],
  idOf: (token: string) => number | undefined,
  encode: (text: string, options?: EncodeOptions) => Int32Array<ArrayBuffer>,
): Vocabulary {
  const token = (id: number, index: number): string => {
    const found = tokens[id];
    if (found === undefined) throw badId(id, index, tokens.length);
    return found;
  };
  return {
    kind,
    size: tokens.length,
    tokens,
    idOf,
    encode,
    decode: (ids) => joinInChunks(ids, token),
    decoder: () => ({ push: (id) => token(id, 0), end: () => "" }),
    toJSON: () => ({ kind, tokens }),
  };
}

export function badId(id: number, index: number, size: number): RangeError {
  return new RangeError(problem("decode", `ids from 0 to ${size - 1}`, { id, index }));
}

/** The tokens of `ids`, concatenated in chunks so that no array of all of them is needed. */
function joinInChunks(ids: ArrayLike<number>, token: (id: number, index: number) => string): string {
  const chunks: string[] = [];
  for (let start = 0; start < ids.length; start += 8192) {
    const length = Math.min(8192, ids.length - start);
    chunks.push(Array.from({ length }, (_, i) => token(ids[start + i]!, start + i)).join(""));
  }
  return chunks.join("");
}
