import type { CaseResult } from "./results.ts";
import { spread } from "./statistics.ts";

/** The share of its median by which the rounds of a subject may differ on a quiet machine. */
const quietSpread = 0.1;

/** That the machine was noisy, if it was, as a sentence: how many subjects' rounds differ, and the worst. */
export function noiseOf(cases: readonly CaseResult[]): string | undefined {
  const spreads = cases.flatMap(({ id, subjects }) =>
    subjects.flatMap((subject) =>
      subject.status === "measured"
        ? [{ where: `${subject.title}, ${id}`, spread: spread(subject.rounds) }]
        : [],
    ),
  );
  const noisy = spreads
    .filter((row) => row.spread > quietSpread)
    .sort((left, right) => right.spread - left.spread);
  const [worst] = noisy;
  if (worst === undefined) return undefined;
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  return (
    `The machine was noisy: the rounds of ${noisy.length} of ${spreads.length} figures differ by more than ${percent(quietSpread)}, ` +
    `at most by ${percent(worst.spread)} (${worst.where}). Read ratios with their interval.`
  );
}
