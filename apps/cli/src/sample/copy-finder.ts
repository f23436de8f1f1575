import type { Vocabulary } from "@tenetjs/datasets";
import { type Memorisation, memorisation } from "@tenetjs/sampling/scoring";
import { joined } from "../corpus/joined.ts";
import type { SourceSplits } from "../corpus/source-splits.ts";

/** What of a sample stands in the text that its model was trained on. */
export type CopyReport = Memorisation & { readonly longestText: string };

/** A function from a sample's tokens to what of them stands in the training parts of `sources`; no span reaches from one into the next. */
export function copyFinder(
  sources: readonly SourceSplits[],
  vocabulary: Vocabulary,
): (sample: Int32Array) => CopyReport {
  const apart = sources.flatMap(({ train }) => [train, Int32Array.of(vocabulary.size)]);
  const corpus = joined(apart);
  return (sample) => {
    const report = memorisation(sample, corpus);
    const { inSample, length } = report.longest;
    return { ...report, longestText: vocabulary.decode(sample.subarray(inSample, inSample + length)) };
  };
}
