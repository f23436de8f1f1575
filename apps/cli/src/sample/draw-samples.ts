import { every, pipe, problem, seed } from "@tenetjs/core";
import type { Vocabulary } from "@tenetjs/datasets";
import {
  argmax,
  beamSearch,
  categorical,
  decode,
  generate,
  logitBias,
  minP,
  noRepeatNgram,
  repetitionPenalty,
  type StreamingModel,
  sampleIds,
  stopAt,
  type TextChunk,
  type Token,
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

function drawn<State>(drawing: Drawing<State>): AsyncIterable<TextChunk> {
  const { vocabulary, options, onToken } = drawing;
  const { count: samples, stop } = options;
  return pipe(
    isPlain(options) ? sampled(drawing) : generated(drawing),
    every(1, ({ sample, id }) => onToken(sample, id)),
    decode(vocabulary.decoder),
    stopAt(stop, { samples }),
  );
}

type DrawnToken = Pick<Token, "sample" | "id" | "end">;

/** Whether nothing is asked for that `sampleIds` does not do. */
function isPlain(options: SamplingOptions): boolean {
  const { repetitionPenalty, repeatNgram, logitBias: biases, topP, minP } = options;
  const unheard = [repetitionPenalty, topP, minP].every((option) => option === undefined);
  return unheard && repeatNgram === true && biases.length === 0;
}

function sampled<State>({ model, prompt, options, signal }: Drawing<State>): AsyncIterable<DrawnToken> {
  const { count: samples, length, greedy, temperature, topK } = options;
  const common = { model, prompt, length, samples, signal };
  if (greedy) return sampleIds({ ...common, greedy });
  const cut = {
    ...(temperature === undefined ? {} : { temperature }),
    ...(topK === undefined ? {} : { topK }),
  };
  return sampleIds({ ...common, rng: seed(options.seed), ...cut });
}

function generated<State>({
  model,
  vocabulary,
  prompt,
  options,
  signal,
}: Drawing<State>): AsyncIterable<DrawnToken> {
  const { count: samples, length } = options;
  const pick = options.greedy ? argmax : categorical(seed(options.seed));
  const transforms = transformsOf(options, vocabulary);
  return generate({ model, prompt, pick, transforms, length, samples, signal });
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
