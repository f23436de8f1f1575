import { checkInteger } from "@tenetjs/core/internals";
import type { StreamingModel } from "../streaming-model.ts";
import { type Score, scoreOf } from "./score-of.ts";
import { surprisals } from "./surprisals.ts";

export type ScoreOptions = {
  /** The number of characters in the text of the scored tokens. Default: one for each token. */
  characters?: number;
  signal?: AbortSignal;
};

/**
 * The score of `tokens` under `model`, which reads them in one pass from a new state.
 *
 * @throws {RangeError} when there are fewer than two tokens, or when one is not in the model's vocabulary.
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
  return scoreOf({ tokens: tokens.length - 1, nats, correct, characters });
}
