import { argmax } from "../picks.ts";
import { reader } from "../reader.ts";
import { logProbability } from "../softmax.ts";
import type { StreamingModel } from "../streaming-model.ts";
import { checkTokens } from "./check-tokens.ts";

/** How well a model predicted one token of a text. */
export type Surprisal = {
  /** The index of the token, from 1, because the first token has no context to be predicted from. */
  readonly index: number;
  readonly id: number;
  /** -ln P of the token, given all tokens before it; Infinity if the model ruled it out. */
  readonly nats: number;
  /** Whether it was the model's most likely token. */
  readonly correct: boolean;
};

/**
 * The surprisal of each token of `tokens` but the first under `model`, which reads them in one pass.
 *
 * @throws {RangeError} when it is called, if there are fewer than two tokens or one is negative; while it runs, if a token is not
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
