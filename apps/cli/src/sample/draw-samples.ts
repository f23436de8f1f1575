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
  /** The text that every sample continues. */
  readonly prompt: Int32Array;
  readonly options: SamplingOptions;
  /** Called for every token, before its text is yielded. */
  readonly onToken: (sample: number, id: number) => void;
  readonly signal: AbortSignal;
};

/**
 * The text of the samples that the options ask for, in pieces as it is made. With beam search, each sample is one piece, and the
 * best comes first.
 *
 * @throws {RangeError} when the vocabulary lacks a biased token or, with beam search, a stop token.
 */
export function drawSamples<State>(drawing: Drawing<State>): AsyncIterable<TextChunk> {
  return drawing.options.beam === null ? drawn(drawing) : searched(drawing);
}

function drawn<State>(drawing: Drawing<State>): AsyncIterable<TextChunk> {
  const { vocabulary, options, onToken } = drawing;
  const { count: samples, stop } = options;
  const choice = options.greedy ? ({ greedy: true } as const) : { rng: seed(options.seed) };
  return pipe(
    sampleIds({ ...requestOf(drawing), samples, ...choice }),
    every(1, ({ sample, id, end }) => {
      if (end !== "exhausted") onToken(sample, id);
    }),
    decode(vocabulary.decoder),
    stopAt(stop, { samples }),
  );
}

async function* searched<State>(drawing: Drawing<State>): AsyncGenerator<TextChunk> {
  const { vocabulary, options, onToken } = drawing;
  const { beam, lengthPenalty } = options;
  const hypotheses = await beamSearch({
    ...requestOf(drawing),
    stopIds: options.stop.map((stop) => idOf("--stop with --beam", vocabulary, stop)),
    ...(beam === null ? {} : { beams: beam }),
    ...(lengthPenalty === null ? {} : { lengthPenalty }),
  });
  for (const [sample, { ids, end }] of hypotheses.slice(0, options.count).entries()) {
    const written = end === "stop" ? ids.subarray(0, -1) : ids;
    for (const id of written) onToken(sample, id);
    yield { sample, text: vocabulary.decode(written), end };
  }
}

/** What sampling and beam search both need. */
function requestOf<State>({ model, vocabulary, prompt, options, signal }: Drawing<State>) {
  return { model, prompt, length: options.length, transforms: transformsOf(options, vocabulary), signal };
}
