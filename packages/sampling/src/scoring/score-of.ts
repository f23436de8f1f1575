import { natsToBits, perplexity } from "@tenetjs/core";

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

/** Sums over the predicted tokens of a text. */
export type ScoreSums = {
  readonly tokens: number;
  /** The sum of -ln P. */
  readonly nats: number;
  /** How many tokens were the model's most likely one. */
  readonly correct: number;
  /** How many characters the tokens stand for. */
  readonly characters: number;
};

/** The score of a text, or of several as if they were one, from the sums over its tokens. */
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
