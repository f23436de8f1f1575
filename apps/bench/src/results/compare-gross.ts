import { checkPositive, problem } from "@tenetjs/core/internals";
import type { CaseComparison, Comparison, SubjectComparison } from "./compare-results.ts";

/**
 * What got grossly worse between two runs, a sentence each; empty when nothing did. A ratio that fell below 1 / `tolerance` of what
 * it was, with all the interval of the change below 1; and one that there was and is no longer, since what fails has no ratio.
 *
 * The default of 2 stands between two things. What a guard is for costs more: a network that is no longer fused, products without
 * SIMD, or texts that are no longer written without tensors cost a factor of three and more. What it must not see costs less: ratios
 * of the same programs differ between processors, and on a machine that has more to do than it has cores.
 *
 * @throws {RangeError} when `tolerance` is not above 1, or when the run before has no ratio: nothing would be guarded.
 */
export function grossRegressions(
  { before, after, cases }: Comparison,
  { tolerance = 2 }: { tolerance?: number } = {},
): string[] {
  checkPositive("grossRegressions", "tolerance - 1", tolerance - 1);
  const kept = cases.flatMap((one) =>
    one.subjects.filter((subject) => subject.before !== undefined).map((subject) => ({ one, subject })),
  );
  if (kept.length === 0)
    throw new RangeError(
      problem(
        "grossRegressions",
        `ratios in ${before.name}`,
        [],
        "Keep a run whose references were measured.",
      ),
    );
  return kept.flatMap(({ one, subject }) => {
    const fault = faultOf(subject, tolerance);
    return fault === undefined ? [] : [sentence(one, subject, fault, after.name)];
  });
}

function faultOf({ change, reason }: SubjectComparison, tolerance: number): string | undefined {
  if (change === undefined) return `cannot be compared: ${reason}`;
  const [least, most] = change.interval;
  if (most >= 1 || change.median >= 1 / tolerance) return undefined;
  const [at, from, to] = [change.median, least, most].map((factor) => `${Math.round(100 * factor)} %`);
  const allowed = `${Math.round(100 / tolerance)} %`;
  return `has ${at} (${from} to ${to}) of the ratio that was kept, less than the ${allowed} that are allowed`;
}

function sentence({ id }: CaseComparison, { title }: SubjectComparison, fault: string, run: string): string {
  return `${run}, ${id}: ${title} ${fault}.`;
}
