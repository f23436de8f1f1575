import { checkInteger } from "@tenetjs/core/internals";
import type { StreamingModel } from "../streaming-model.ts";
import { checkTokens } from "./check-tokens.ts";
import { type NgramCounts, ngramCounts } from "./ngram-counts.ts";

export type NgramOptions = {
  /** The number of ids. */
  vocabSize: number;
  /** The length of the longest n-grams that are counted: the next token is predicted from up to `order` - 1 tokens. Default: 6. */
  order?: number;
};

/** For each row and each length k from 0 to `order` - 1, the node of its last k tokens; -1 if never seen. */
export type NgramState = { readonly contexts: Int32Array; readonly batch: number };

/**
 * An n-gram model of `tokens`: the baseline that a neural model should beat. It can be scored and sampled like one.
 *
 * Interpolated Kneser-Ney smoothing with one discount for each n (Chen and Goodman 1999, "An Empirical Study of
 * Smoothing Techniques for Language Modeling", section 2.7, after Kneser and Ney 1995):
 *
 *     P_n(w | h) = max(c(hw) - D_n, 0) / c(h.) + D_n N(h.) / c(h.) * P_{n-1}(w | h')
 *
 * where h' is h without its oldest token, N(h.) is the number of distinct tokens that follow h, c(h.) is the sum of c(hw) over w,
 * P_0 is uniform over the vocabulary, and D_n = n1 / (n1 + 2 n2) from the numbers of n-grams seen once and twice. For the full order, c is
 * the number of occurrences of an n-gram; below it, the number of distinct tokens that precede it. After a context that was never
 * seen, the prediction is that of the shorter context. Every token has a probability above 0.
 *
 * Logits are ln P. Building the model takes O(`order`) time for each token, and memory proportional to the number of distinct n-grams.
 *
 * @throws {RangeError} when `tokens` is empty, when a token is outside the vocabulary, or when `order` is not an integer from 1 to 64.
 */
export function ngramModel(
  tokens: Int32Array,
  { vocabSize, order = 6 }: NgramOptions,
): StreamingModel<NgramState> {
  checkInteger("ngramModel", "vocabSize", vocabSize, 1);
  checkInteger("ngramModel", "order", order, 1, 64);
  const counts = ngramCounts(checkTokens("ngramModel", tokens, { least: 1, vocabSize }), order);

  return {
    start(batch) {
      const contexts = new Int32Array(batch * order).fill(-1);
      for (let row = 0; row < batch; row += 1) contexts[row * order] = counts.root;
      return { contexts, batch };
    },
    step({ contexts: before, batch }, ids) {
      const time = ids.length / batch;
      const contexts = before.slice();
      const logits = new Float32Array(batch * vocabSize);
      for (let row = 0; row < batch; row += 1) {
        const context = contexts.subarray(row * order, (row + 1) * order);
        for (const id of ids.subarray(row * time, (row + 1) * time)) counts.advance(context, id);
        const probabilities = prediction(counts, context, vocabSize);
        for (let id = 0; id < vocabSize; id += 1) logits[row * vocabSize + id] = Math.log(probabilities[id]!);
      }
      return { logits, state: { contexts, batch } };
    },
    gather({ contexts }, rows) {
      const gathered = new Int32Array(rows.length * order);
      rows.forEach((row, i) => {
        gathered.set(contexts.subarray(row * order, (row + 1) * order), i * order);
      });
      return { contexts: gathered, batch: rows.length };
    },
  };
}

/** P(w | context) for every w: from the uniform distribution, one interpolation for each longer context. */
function prediction(counts: NgramCounts, context: Int32Array, vocabSize: number): Float64Array {
  const probabilities = new Float64Array(vocabSize).fill(1 / vocabSize);
  context.forEach((node, length) => {
    const total = node < 0 ? 0 : counts.total(node);
    if (total === 0) return;
    const discount = counts.discounts[length + 1]!;
    const backoff = (discount * counts.distinct(node)) / total;
    for (let id = 0; id < vocabSize; id += 1) probabilities[id]! *= backoff;
    counts.eachFollower(node, (id, count) => {
      probabilities[id]! += Math.max(count - discount, 0) / total;
    });
  });
  return probabilities;
}
