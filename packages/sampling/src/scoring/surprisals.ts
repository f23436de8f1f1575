import { argmax } from "../picks.ts";
import { reader } from "../reader.ts";
import { logProbability } from "../softmax.ts";
import type { StreamingModel } from "../streaming-model.ts";
import { checkTokens } from "./check-tokens.ts";

/** What a model made of one token of a text. */
export type Surprisal = {
  /** Where the token stands, from 1: the first has nothing before it to be predicted from. */
  readonly index: number;
  readonly id: number;
  /** -ln P of the token, given all before it; Infinity if the model ruled it out. */
  readonly nats: number;
  /** Whether it was the model's most likely token. */
  readonly correct: boolean;
};

/**
 * How well `model` predicts each token of `tokens` from those before it, in one pass, the state carried throughout.
 *
 * @throws {RangeError} at once when there are fewer than two tokens, or one is negative; as it runs, when a token is not
 *   in the model's vocabulary.
 */
export function surprisals<State>(
  model: StreamingModel<State>,
  tokens: Int32Array,
  { signal }: { signal?: AbortSignal | undefined } = {},
): AsyncGenerator<Surprisal, void, undefined> {
  checkTokens("surprisals", tokens, { least: 2 });

  async function* run(): AsyncGenerator<Surprisal, void, undefined> {
    const text = reader("surprisals", model, { batch: 1, state: undefined, signal });
    try {
      for (let index = 1; index < tokens.length; index += 1) {
        await text.read(tokens.subarray(index - 1, index));
        const { logits } = text;
        const id = tokens[index]!;
        if (id >= logits.length) checkTokens("surprisals", tokens, { vocabSize: logits.length });
        yield { index, id, nats: -logProbability(logits, id), correct: argmax(logits) === id };
      }
    } finally {
      text.release();
    }
  }
  return run();
}
