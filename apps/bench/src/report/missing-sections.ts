import { groupBy } from "../results/group-by.ts";
import type { CaseResult, Results, SubjectResult } from "../results/results.ts";
import type { ReportSection } from "./report.ts";

/** Sections on the subjects that were not measured and those that did a different task, with the reasons. */
export function missingSections({ cases }: Results): ReportSection[] {
  const missing = collect(cases, (subject) => (subject.status === "measured" ? undefined : subject.reason));
  const different = collect(cases, (subject) =>
    subject.status === "measured" && subject.check.status === "different" ? subject.check.why : undefined,
  );
  const columns = ["subject", "case", "why"];
  return [
    ...(missing.length > 0 ? [{ heading: "Not measured", tables: [{ columns, rows: missing }] }] : []),
    ...(different.length > 0 ? [{ heading: "Different task", tables: [{ columns, rows: different }] }] : []),
  ];
}

/** A row for each subject and reason, with the cases that they apply to. */
function collect(
  cases: readonly CaseResult[],
  reasonOf: (subject: SubjectResult) => string | undefined,
): string[][] {
  const found = cases.flatMap((one) =>
    one.subjects.flatMap((subject) => {
      const reason = reasonOf(subject);
      return reason === undefined ? [] : [{ subject, reason, title: one.title }];
    }),
  );
  return groupBy(found, ({ subject, reason }) => JSON.stringify([subject.id, reason])).map(([, group]) => {
    const [{ subject, reason }] = group;
    const having = cases.filter(({ subjects }) => subjects.some(({ id }) => id === subject.id));
    const isAll = group.length > 1 && group.length === having.length;
    return [subject.title, isAll ? "all" : group.map(({ title }) => title).join("; "), reason];
  });
}
