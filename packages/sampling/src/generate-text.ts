import { pipe } from "@tenetjs/core";
import { type Decoder, decode, type TextChunk } from "./decode.ts";
import { type GenerateOptions, generate } from "./generate.ts";
import { stopAt } from "./stop-at.ts";

export type GenerateTextOptions<State> = GenerateOptions<State> & {
  /** Makes the decoder of a sample: a vocabulary's `decoder`, or `textDecoder(...)`. */
  decoder: () => Decoder;
  /** Strings that end a sample, and are not part of it. Default: none. */
  stops?: readonly string[];
};

/**
 * The text of one or more samples, in pieces as it is generated: {@link generate}, {@link decode} and {@link stopAt} in one.
 * The text of the prompt is not repeated.
 *
 * @throws {RangeError} when it is called, in the cases of `generate` and `stopAt`.
 */
export function generateText<State>({
  decoder,
  stops = [],
  ...options
}: GenerateTextOptions<State>): AsyncIterable<TextChunk> {
  const { samples = 1 } = options;
  return pipe(generate(options), decode(decoder), stopAt(stops, { samples }));
}
