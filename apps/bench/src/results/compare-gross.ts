import { checkPositive, problem } from "@tenetjs/core/internals";
import type { CaseComparison, Comparison, SubjectComparison } from "./compare-results.ts";

/**
 * A sentence for each ratio that got grossly worse between two runs; empty where none did. That is a ratio that fell below 1 / `tolerance`
 * of its earlier value, with the whole interval of the change below 1, or a ratio that is missing from the later run, because a subject that
 * fails has no ratio.
 *
 * The default of 2 separates two kinds of change. Regressions that the guard has to catch cost a factor of three or more: a network that is
 * no longer fused, products without SIMD, generation that goes through tensors again. Noise costs less than a factor of two: ratios of the
 * same programs differ between processors, and on a machine that runs more programs than it has cores.
 *
 * @throws {RangeError} when `tolerance` is not above 1, or when the earlier run has no ratio to guard.
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
        "Compare with a run that measured its references.",
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
  return `fell to ${at} (${from} to ${to}) of the earlier ratio, below the ${allowed} that is allowed`;
}

function sentence({ id }: CaseComparison, { title }: SubjectComparison, fault: string, run: string): string {
  return `${run}, ${id}: ${title} ${fault}.`;
}
