import { natsToBits, perplexity } from "@tenetjs/core";

/** How well a model predicts a text. */
export type Score = {
  /** The number of predicted tokens: all but the first. */
  readonly tokens: number;
  /** The mean of -ln P over the predicted tokens. */
  readonly nats: number;
  /** The sum of -log2 P, divided by the number of characters. */
  readonly bitsPerCharacter: number;
  /** e to the power `nats`: the number of equally likely tokens that would have the same loss. */
  readonly perplexity: number;
  /** The fraction of tokens that were the model's most likely token. */
  readonly accuracy: number;
};

/** Sums over the predicted tokens of a text. */
export type ScoreSums = {
  readonly tokens: number;
  /** The sum of -ln P. */
  readonly nats: number;
  /** The number of tokens that were the model's most likely token. */
  readonly correct: number;
  /** The number of characters in the text of the tokens. */
  readonly characters: number;
};

/** The score of a text, or of several texts together, from sums over their tokens. */
export function scoreOf({ tokens, nats, correct, characters }: ScoreSums): Score {
  const mean = nats / tokens;
  return {
    tokens,
    nats: mean,
    bitsPerCharacter: natsToBits(nats) / characters,
    perplexity: perplexity(mean),
    accuracy: correct / tokens,
  };
}
