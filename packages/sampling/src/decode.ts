import type { Operator } from "@tenetjs/core";
import type { Token } from "./generate.ts";

/** Ids to text, one id at a time. The `decoder()` of a vocabulary of `@tenetjs/datasets` is one. */
export type Decoder = {
  /** The text that is complete with `id`: none while bytes of a character are missing. */
  push(id: number): string;
  /** What is left when no more ids follow. */
  end(): string;
};

/** A piece of a sample's text. */
export type TextChunk = {
  /** Which sample it belongs to, from 0. */
  readonly sample: number;
  readonly text: string;
  /** Why the sample ends with this piece; null: it goes on. */
  readonly end: Token["end"];
};

/**
 * An operator from tokens, of `generate` or `sampleIds`, to their text, as each character is complete: `pipe(generate(...),
 * decode(decoder))`. Every sample gets a decoder of its own. Only a sample's last piece may be empty; the text of a stop id is left out.
 */
export function decode(decoder: () => Decoder): Operator<Pick<Token, "sample" | "id" | "end">, TextChunk> {
  return async function* (tokens) {
    const decoders: Decoder[] = [];
    for await (const { sample, id, end } of tokens) {
      decoders[sample] ??= decoder();
      let text = end === "stop" ? "" : decoders[sample].push(id);
      if (end !== null) text += decoders[sample].end();
      if (text !== "" || end !== null) yield { sample, text, end };
    }
  };
}

/** Decoders for a vocabulary in which each id stands for a text of its own, such as a character or a word. */
export function textDecoder(textOf: (id: number) => string): () => Decoder {
  return () => ({ push: textOf, end: () => "" });
}
