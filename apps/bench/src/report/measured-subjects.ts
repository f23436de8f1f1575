import type { CaseResult, Results, SubjectResult } from "../results/results.ts";
import { estimateText } from "./wording.ts";

/** A subject with figures. */
export type MeasuredSubject = Extract<SubjectResult, { status: "measured" }>;

/** The number of each subject's look, by id, so that a subject has the same colour and marker in every figure of a report. */
export function subjectLooks({ cases }: Results): ReadonlyMap<string, number> {
  const ids = new Set(cases.flatMap(({ subjects }) => subjects.map(({ id }) => id)));
  // There are 42 looks. With more subjects, some share one.
  return new Map(Array.from(ids, (id, index) => [id, index % 42]));
}

/** The measured subjects of a case, the best first. */
export function measuredSubjects({
  subjects,
  better,
}: Pick<CaseResult, "subjects" | "better">): MeasuredSubject[] {
  const sign = better === "lower" ? 1 : -1;
  return subjects
    .filter((subject) => subject.status === "measured")
    .sort((left, right) => sign * (left.median - right.median));
}

/** A subject's title, marked where the subject does a different task from the others. */
export function subjectTitle(subject: SubjectResult): string {
  const isOther = subject.status === "measured" && subject.check.status === "different";
  return isOther ? `${subject.title} (different task)` : subject.title;
}

/** The title of a case's reference, or its id where it is not among the case's subjects. */
export function referenceTitle({ reference, subjects }: CaseResult): string {
  const subject = subjects.find(({ id }) => id === reference);
  return subject === undefined ? reference : subjectTitle(subject);
}

/** A subject's ratio to the case's reference: `1` for the reference itself, and empty where there is no ratio. */
export function ratioText(
  { id, ratio }: MeasuredSubject,
  { reference }: Pick<CaseResult, "reference">,
): string {
  if (id === reference) return "1";
  return ratio === undefined ? "" : estimateText(ratio);
}
