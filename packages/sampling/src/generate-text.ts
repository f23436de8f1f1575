import { pipe } from "@tenetjs/core";
import { type Decoder, decode, type TextChunk } from "./decode.ts";
import { type GenerateOptions, generate } from "./generate.ts";
import { stopAt } from "./stop-at.ts";

export type GenerateTextOptions<State> = GenerateOptions<State> & {
  /** Makes the decoder of one sample: a vocabulary's `decoder`, or `textDecoder(...)`. */
  decoder: () => Decoder;
  /** Texts that end a sample; they are never part of it. Default: none. */
  stops?: readonly string[];
};

/**
 * The text of one or more samples, in pieces as it is made: {@link generate}, {@link decode} and {@link stopAt} in one.
 * The prompt's text is not repeated.
 *
 * @throws {RangeError} at once, as `generate` and `stopAt` do.
 */
export function generateText<State>({
  decoder,
  stops = [],
  ...options
}: GenerateTextOptions<State>): AsyncIterable<TextChunk> {
  const { samples = 1 } = options;
  return pipe(generate(options), decode(decoder), stopAt(stops, { samples }));
}
