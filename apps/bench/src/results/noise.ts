import type { CaseResult } from "./results.ts";
import { spread } from "./statistics.ts";

/** How far the rounds of a subject may differ on a quiet machine, relative to their median. */
const quietSpread = 0.1;

/** A sentence on how noisy the machine was: the number of figures whose rounds differ, and the worst of them. Undefined where it was quiet. */
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
    `The machine was noisy: in ${noisy.length} of ${spreads.length} figures, rounds differ by more than ${percent(quietSpread)}, ` +
    `by up to ${percent(worst.spread)} (${worst.where}). Read each ratio with its interval.`
  );
}
