import type { Vocabulary } from "@tenetjs/datasets";
import { ngramModel, resemblance } from "@tenetjs/sampling/scoring";
import type { SourceSplits } from "../../corpus/source-splits.ts";

/** A sample, and for each of its characters the probability that it comes from the second of two texts. */
export type SourceTrack = {
  readonly text: string;
  readonly second: readonly number[];
  /** How often the likelier text changes, for every thousand characters. */
  readonly changesPerThousand: number;
};

/** From which of two texts each character of `text` seems to come, judged by an n-gram model of each. */
export async function sourceTrack(
  text: string,
  {
    vocabulary,
    splits: [first, second],
    order,
  }: {
    readonly vocabulary: Vocabulary;
    readonly splits: readonly [SourceSplits, SourceSplits];
    readonly order: number;
  },
): Promise<SourceTrack> {
  const modelOf = ({ train }: SourceSplits) => ngramModel(train, { vocabSize: vocabulary.size, order });
  const found = await resemblance(vocabulary.encode(text), {
    first: modelOf(first),
    second: modelOf(second),
  });
  const probabilities = Array.from(found.second, (value) => Math.round(value * 1000) / 1000);
  const changes = probabilities.filter(
    (value, index) => index > 0 && value > 0.5 !== (probabilities[index - 1] as number) > 0.5,
  );
  return { text, second: probabilities, changesPerThousand: (1000 * changes.length) / text.length };
}
