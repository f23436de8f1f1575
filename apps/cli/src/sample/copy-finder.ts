import type { Vocabulary } from "@tenetjs/datasets";
import { type Memorisation, memorisation } from "@tenetjs/sampling/scoring";
import { joined } from "../corpus/joined.ts";
import type { SourceSplits } from "../corpus/source-splits.ts";

/** What a sample copies from the training text of its model. */
export type CopyReport = Memorisation & { readonly longestText: string };

/** A function from the tokens of a sample to what they copy from the training parts of `sources`. No span crosses from one source to the next. */
export function copyFinder(
  sources: readonly SourceSplits[],
  vocabulary: Vocabulary,
): (sample: Int32Array) => CopyReport {
  // An id outside the vocabulary separates the sources.
  const separated = sources.flatMap(({ train }) => [train, Int32Array.of(vocabulary.size)]);
  const corpus = joined(separated);
  return (sample) => {
    const report = memorisation(sample, corpus);
    const { inSample, length } = report.longest;
    return { ...report, longestText: vocabulary.decode(sample.subarray(inSample, inSample + length)) };
  };
}
