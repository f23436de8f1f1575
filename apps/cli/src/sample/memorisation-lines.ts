import type { CopyReport } from "./copy-finder.ts";

/** Lines that say what a sample copies from the training text. An n-gram is n consecutive tokens. */
export function memorisationLines({ longest, longestText, ngrams }: CopyReport): string[] {
  const novel = ngrams.map(({ n, share }) => `${(100 * share).toFixed(1)} % of ${n}-grams`);
  return [
    `longest span copied from the training text: ${longest.length} tokens, ${JSON.stringify(longestText)}`,
    ...(novel.length === 0 ? [] : [`not in the training text: ${novel.join(", ")}`]),
  ];
}
