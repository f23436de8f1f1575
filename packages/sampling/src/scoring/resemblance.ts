import { phrase, problem } from "@tenetjs/core/internals";
import type { StreamingModel } from "../streaming-model.ts";
import { forwardBackward } from "./forward-backward.ts";
import { surprisals } from "./surprisals.ts";

export type ResemblanceOptions = {
  /** The assumed mean number of consecutive tokens from one source; above 1. Default: 100. */
  runLength?: number;
  signal?: AbortSignal;
};

/**
 * For each source, the probability that each token comes from it, `[time]`. At every token the probabilities of the sources
 * sum to 1.
 *
 * `sources` are models with the same vocabulary, such as n-gram models of two books. The text is modelled as a hidden Markov chain s_t
 * over the sources. It starts in a uniformly random source, and after each token moves with probability q = 1 / `runLength` to
 * another source, all equally likely. Source s emits token x_t with the probability P_s(x_t | x_1 ... x_{t-1}) of its model. The
 * result is P(s_t = s | the whole text), by the forward-backward
 * algorithm (Rabiner 1989, "A Tutorial on Hidden Markov Models", equation 27). The first token has no context, so
 * its emission is ignored.
 *
 * Memory is O(time * sources).
 *
 * @throws {RangeError} when there are fewer than two sources or two tokens, or when `runLength` is not above 1.
 */
export async function resemblance<Name extends string>(
  tokens: Int32Array,
  sources: Readonly<Record<Name, StreamingModel<unknown>>>,
  { runLength = 100, signal }: ResemblanceOptions = {},
): Promise<Record<Name, Float32Array>> {
  const names = Object.keys(sources) as Name[];
  if (names.length < 2) {
    const next = "Pass one model for each source of the mixture.";
    throw new RangeError(problem("resemblance", "at least two sources", phrase(`${names.length}`), next));
  }
  if (!(runLength > 1 && runLength < Number.POSITIVE_INFINITY)) {
    const next = "It is the mean number of consecutive tokens from one source.";
    throw new RangeError(problem("resemblance", "a finite runLength above 1", runLength, next));
  }

  const logLikelihoods = new Float64Array(tokens.length * names.length);
  for (const [source, name] of names.entries()) {
    for await (const { index, nats } of surprisals(sources[name], tokens, { signal })) {
      logLikelihoods[index * names.length + source] = -nats;
    }
  }
  const posterior = forwardBackward(logLikelihoods, names.length, 1 / runLength);
  const track = (source: number) =>
    Float32Array.from(tokens, (_, time) => posterior[time * names.length + source]!);
  return Object.fromEntries(names.map((name, source) => [name, track(source)])) as Record<Name, Float32Array>;
}
