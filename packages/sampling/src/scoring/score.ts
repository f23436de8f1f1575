import { checkInteger } from "@tenetjs/core";
import type { StreamingModel } from "../streaming-model.ts";
import { surprisals } from "./surprisals.ts";

export type ScoreOptions = {
  /** How many characters the scored tokens stand for. Default: one each. */
  characters?: number;
  signal?: AbortSignal;
};

/** How well a model predicts a text. */
export type Score = {
  /** How many tokens were predicted: all but the first. */
  readonly tokens: number;
  /** The mean of -ln P over them. */
  readonly nats: number;
  /** The sum of -log2 P, over the characters. */
  readonly bitsPerCharacter: number;
  /** e to the `nats`: among how many equally likely tokens the model seems to hesitate. */
  readonly perplexity: number;
  /** The share of tokens that were the model's most likely one. */
  readonly accuracy: number;
};

/**
 * The score of `tokens` under `model`, read in one pass from a fresh state, the state carried throughout.
 *
 * @throws {RangeError} when there are fewer than two tokens, or one is not in the model's vocabulary.
 */
export async function score<State>(
  model: StreamingModel<State>,
  tokens: Int32Array,
  { characters = tokens.length - 1, signal }: ScoreOptions = {},
): Promise<Score> {
  const track = surprisals(model, tokens, { signal });
  checkInteger("score", "characters", characters, 1);
  let nats = 0;
  let correct = 0;
  for await (const token of track) {
    nats += token.nats;
    if (token.correct) correct += 1;
  }
  const predicted = tokens.length - 1;
  return {
    tokens: predicted,
    nats: nats / predicted,
    bitsPerCharacter: nats / Math.LN2 / characters,
    perplexity: Math.exp(nats / predicted),
    accuracy: correct / predicted,
  };
}
