import type { Operator } from "@tenetjs/core";
import type { Token } from "./generate.ts";

/** Decodes ids to text, one id at a time. The `decoder()` of a vocabulary of `@tenetjs/datasets` returns one. */
export type Decoder = {
  /** The text that `id` completes: empty while bytes of a character are missing. */
  push(id: number): string;
  /** The text that remains after the last id. */
  end(): string;
};

/** A piece of a sample's text. */
export type TextChunk = {
  /** The number of its sample, from 0. */
  readonly sample: number;
  readonly text: string;
  /** Why the sample ends with this piece; null if it continues. */
  readonly end: Token["end"];
};

/**
 * An operator from the tokens of `generate` or `sampleIds` to their text, in whole characters: `pipe(generate(...),
 * decode(decoder))`. Every sample has its own decoder. Only a sample's last piece may be empty. The text of a stop id is left out.
 */
export function decode(decoder: () => Decoder): Operator<Pick<Token, "sample" | "id" | "end">, TextChunk> {
  return async function* (tokens) {
    const decoders: Decoder[] = [];
    for await (const { sample, id, end } of tokens) {
      decoders[sample] ??= decoder();
      let text = end === "stop" || end === "exhausted" ? "" : decoders[sample].push(id);
      if (end !== null) text += decoders[sample].end();
      if (text !== "" || end !== null) yield { sample, text, end };
    }
  };
}

/** Decoders for a vocabulary in which each id is a whole text, such as a character or a word. */
export function textDecoder(textOf: (id: number) => string): () => Decoder {
  return () => ({ push: textOf, end: () => "" });
}
