import type { CaseResult, Results, SubjectResult } from "../results/results.ts";
import { estimateText } from "./wording.ts";

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
export function subjectTitle(subject: SubjectResult): string {
  const isOther = subject.status === "measured" && subject.check.status === "different";
  return isOther ? `${subject.title} (another task)` : subject.title;
}

/** The title of a case's reference, or its id where it is no subject of the case. */
export function referenceTitle({ reference, subjects }: CaseResult): string {
  const subject = subjects.find(({ id }) => id === reference);
  return subject === undefined ? reference : subjectTitle(subject);
}

/** A subject's ratio to the case's reference: 1 where it is that itself, and nothing where there is none. */
export function ratioText(
  { id, ratio }: MeasuredSubject,
  { reference }: Pick<CaseResult, "reference">,
): string {
  if (id === reference) return "1";
  return ratio === undefined ? "" : estimateText(ratio);
}
