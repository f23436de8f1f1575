import { ngramModel, resemblance } from "@tenetjs/sampling/scoring";

/** Tells which of two texts the characters of a third are likely to come from. */
export type Origins = {
  /** For each of the ids, the probability that it comes from the second text rather than from the first. */
  of(ids: Int32Array): Promise<Float32Array>;
};

/** The most characters of a text that are counted, and the characters that a count has in view. */
const [most, order] = [150_000, 6];
/** How many characters the chain expects from one text before it changes to the other. */
const runLength = 30;

/**
 * The origins that n-gram models of the two training parts tell. The models count as many characters of one text as of the other, since the model of a longer text is better at
 * any text.
 */
export function origins(training: readonly [Int32Array, Int32Array], vocabSize: number): Origins {
  const counted = Math.min(most, ...training.map(({ length }) => length));
  const [first, second] = training.map((tokens) =>
    ngramModel(tokens.subarray(0, counted), { vocabSize, order }),
  ) as [ReturnType<typeof ngramModel>, ReturnType<typeof ngramModel>];
  return {
    async of(ids) {
      if (ids.length < 2) return new Float32Array(ids.length).fill(0.5);
      return (await resemblance(ids, { first, second }, { runLength })).second;
    },
  };
}
