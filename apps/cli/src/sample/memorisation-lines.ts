import type { CopyReport } from "./copy-finder.ts";

/** What of a sample stands in the training text, for a person to read. An n-gram is n tokens in a row. */
export function memorisationLines({ longest, longestText, ngrams }: CopyReport): string[] {
  const novel = ngrams.map(({ n, share }) => `${(100 * share).toFixed(1)} % of ${n}-grams`);
  return [
    `longest span that stands in the training text: ${longest.length} tokens, ${JSON.stringify(longestText)}`,
    ...(novel.length === 0 ? [] : [`not in the training text: ${novel.join(", ")}`]),
  ];
}
