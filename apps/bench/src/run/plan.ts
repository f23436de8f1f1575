import { phrase, problem } from "@tenetjs/core/internals";
import type { Case } from "../cases/case.ts";
import type { Subject } from "../subjects/subject.ts";
import { matches } from "./pattern.ts";

/** Which cases and subjects to measure. */
export type Selection = {
  readonly mode: "quick" | "full";
  /** Patterns of ids, in which `*` is any text and `?` any character. Without patterns, the mode decides. */
  readonly cases?: readonly string[];
  readonly subjects?: readonly string[];
};

/** A case, and the subjects to measure it on. */
export type Planned = { readonly case: Case; readonly subjects: readonly Subject[] };

/**
 * The cases to measure, each with its subjects: those that match the patterns, or else those of the mode. Subjects that cannot do a case's task
 * are left out.
 *
 * @throws {RangeError} when a pattern matches no case or no subject.
 */
export function plan(
  { mode, cases: caseIds = [], subjects: subjectIds = [] }: Selection,
  cases: readonly Case[],
  subjects: readonly Subject[],
): Planned[] {
  checkPatterns("a case", caseIds, cases);
  checkPatterns("a subject", subjectIds, subjects);
  const wantedCases = cases.filter(({ id, quick }) =>
    caseIds.length > 0 ? matches(id, caseIds) : mode === "full" || quick === true,
  );
  return wantedCases.map((wanted) => ({
    case: wanted,
    subjects: subjects.filter((subject) => {
      if (!subject.can(wanted.task)) return false;
      if (subjectIds.length > 0) return matches(subject.id, subjectIds);
      if (wanted.subjects !== undefined && !matches(subject.id, wanted.subjects)) return false;
      return mode === "full" || subject.quick === true;
    }),
  }));
}

function checkPatterns(what: string, patterns: readonly string[], all: readonly { id: string }[]): void {
  for (const pattern of patterns) {
    if (all.some(({ id }) => matches(id, [pattern]))) continue;
    const list = `Choose from ${all.map(({ id }) => id).join(", ")}.`;
    throw new RangeError(problem("bench", `the name or pattern of ${what}`, phrase(pattern), list));
  }
}
