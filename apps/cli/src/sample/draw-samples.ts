import { every, pipe, seed } from "@tenetjs/core";
import type { Vocabulary } from "@tenetjs/datasets";
import {
  beamSearch,
  decode,
  type StreamingModel,
  sampleIds,
  stopAt,
  type TextChunk,
} from "@tenetjs/sampling";
import type { SamplingOptions } from "../options/sampling-options.ts";
import { idOf, transformsOf } from "../options/transform-options.ts";

export type Drawing<State> = {
  readonly model: StreamingModel<State>;
  readonly vocabulary: Vocabulary;
  /** What every sample goes on from. */
  readonly prompt: Int32Array;
  readonly options: SamplingOptions;
  /** Is told of every token before its text is given. */
  readonly onToken: (sample: number, id: number) => void;
  readonly signal: AbortSignal;
};

/**
 * The text of the samples that the options ask for, in pieces as it is made; by beam search, whole and the best first.
 *
 * @throws {RangeError} when a biased or, with beam search, a stopping token is none of the vocabulary's.
 */
export function drawSamples<State>(drawing: Drawing<State>): AsyncIterable<TextChunk> {
  return drawing.options.beam === null ? drawn(drawing) : searched(drawing);
}

function drawn<State>({
  model,
  vocabulary,
  prompt,
  options,
  onToken,
  signal,
}: Drawing<State>): AsyncIterable<TextChunk> {
  const { count: samples, length, stop } = options;
  const choice = options.greedy ? ({ greedy: true } as const) : { rng: seed(options.seed) };
  const transforms = transformsOf(options, vocabulary);
  return pipe(
    sampleIds({ model, prompt, transforms, length, samples, signal, ...choice }),
    every(1, ({ sample, id }) => onToken(sample, id)),
    decode(vocabulary.decoder),
    stopAt(stop, { samples }),
  );
}

async function* searched<State>({
  model,
  vocabulary,
  prompt,
  options,
  onToken,
  signal,
}: Drawing<State>): AsyncGenerator<TextChunk> {
  const { beam, lengthPenalty } = options;
  const hypotheses = await beamSearch({
    model,
    prompt,
    length: options.length,
    stopIds: options.stop.map((stop) => idOf("--stop with --beam", vocabulary, stop)),
    transforms: transformsOf(options, vocabulary),
    signal,
    ...(beam === null ? {} : { beams: beam }),
    ...(lengthPenalty === null ? {} : { lengthPenalty }),
  });
  for (const [sample, { ids, end }] of hypotheses.slice(0, options.count).entries()) {
    const written = end === "stop" ? ids.subarray(0, -1) : ids;
    for (const id of written) onToken(sample, id);
    yield { sample, text: vocabulary.decode(written), end };
  }
}
