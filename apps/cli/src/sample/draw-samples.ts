import { every, pipe, problem, seed } from "@tenetjs/core";
import type { Vocabulary } from "@tenetjs/datasets";
import {
  beamSearch,
  decode,
  logitBias,
  minP,
  noRepeatNgram,
  repetitionPenalty,
  type StreamingModel,
  sampleIds,
  stopAt,
  type TextChunk,
  type Transform,
  temperature,
  topK,
  topP,
} from "@tenetjs/sampling";
import type { SamplingOptions } from "../options/sampling-options.ts";

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
  return drawing.options.beam === undefined ? drawn(drawing) : searched(drawing);
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
    ...(beam === undefined ? {} : { beams: beam }),
    ...(lengthPenalty === undefined ? {} : { lengthPenalty }),
  });
  for (const [sample, { ids, end }] of hypotheses.slice(0, options.count).entries()) {
    const written = end === "stop" ? ids.subarray(0, -1) : ids;
    for (const id of written) onToken(sample, id);
    yield { sample, text: vocabulary.decode(written), end };
  }
}

/** In the order in which they apply: what looks at the model's own logits, then what scales them, then what cuts them. */
function transformsOf(options: SamplingOptions, vocabulary: Vocabulary): Transform[] {
  const { repetitionPenalty: penalty, repeatNgram, logitBias: biases } = options;
  const transforms: Transform[] = [];
  if (penalty !== undefined) transforms.push(repetitionPenalty(penalty));
  if (repeatNgram !== true) transforms.push(noRepeatNgram(repeatNgram));
  if (biases.length > 0) {
    const byId = biases.map(({ token, bias }) => [idOf("--logit-bias", vocabulary, token), bias] as const);
    transforms.push(logitBias(byId));
  }
  if (options.temperature !== undefined) transforms.push(temperature(options.temperature));
  if (options.topK !== undefined) transforms.push(topK(options.topK));
  if (options.topP !== undefined) transforms.push(topP(options.topP));
  if (options.minP !== undefined) transforms.push(minP(options.minP));
  return transforms;
}

function idOf(where: string, vocabulary: Vocabulary, token: string): number {
  const id = vocabulary.idOf(token);
  if (id !== undefined) return id;
  throw new RangeError(problem(where, `one of the vocabulary's ${vocabulary.kind}`, token));
}
