import type { CaseResult, Measured, Results, SubjectResult } from "../results/results.ts";

/** A subject that was measured in a case. */
export type MeasuredSubject = Extract<SubjectResult, { status: "measured" }>;

/** The number of each subject's look, by its id, so that it has the same colour and marker in every figure of a report. */
export function subjectLooks({ cases }: Results): ReadonlyMap<string, number> {
  const ids = new Set(cases.flatMap(({ subjects }) => subjects.map(({ id }) => id)));
  // Of more subjects than there are looks, some have one in common.
  return new Map(Array.from(ids, (id, index) => [id, index % 42]));
}

/** The subjects of a case that were measured, the best first. */
export function measuredSubjects({
  subjects,
  better,
}: Pick<CaseResult, "subjects" | "better">): MeasuredSubject[] {
  const sign = better === "lower" ? 1 : -1;
  return subjects
    .filter((subject) => subject.status === "measured")
    .sort((left, right) => sign * (left.median - right.median));
}

/** A subject's title, with a mark where its figures are those of another task than the others'. */
export function subjectTitle({
  title,
  check,
}: Pick<SubjectResult, "title"> & Pick<Measured, "check">): string {
  return check.status === "different" ? `${title} (another task)` : title;
}
