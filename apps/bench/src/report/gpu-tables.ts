import type { CaseResult, Results } from "../results/results.ts";
import { matches } from "../run/pattern.ts";
import { markdownTable, markdownText } from "./markdown-table.ts";
import { type MeasuredSubject, measuredSubjects, subjectTitle } from "./measured-subjects.ts";
import { estimateText, numberText, percentText } from "./wording.ts";

/**
 * Markdown for the cases that match `ids`: the GPU of the run, a table of what was measured, and a table of shares of the peak. Tables have
 * a row for each subject and a column for each case. Empty where the run has no GPU, or no such case.
 */
export function gpuTables(
  { cases, environment: { adapter }, machine }: Results,
  ids: readonly string[],
): string[] {
  const columns = cases.filter((one) => matches(one.id, ids) && measuredSubjects(one).length > 0);
  const [first] = columns;
  if (first === undefined || adapter === undefined) return [];
  const limits = machine?.gpu;
  const most =
    limits === undefined
      ? ""
      : `: at most ${numberText(limits.peak)} GFLOP/s, ${numberText(limits.bandwidth)} GB/s`;
  const gpu = [adapter.name, adapter.driver].filter(Boolean).join(", ");
  return [
    markdownText(`${gpu}${most}.`),
    table(first.unit, columns, estimateText),
    table("share of the peak", columns, ({ share }) => (share === undefined ? "" : percentText(share.peak))),
  ];
}

function table(
  corner: string,
  columns: readonly CaseResult[],
  cell: (subject: MeasuredSubject) => string,
): string {
  const rows = new Map(
    columns.flatMap((one) => measuredSubjects(one).map((subject) => [subject.id, subject])),
  );
  const text = (one: CaseResult, id: string) => {
    const found = measuredSubjects(one).find((subject) => subject.id === id);
    return found === undefined ? "" : cell(found);
  };
  return markdownTable({
    columns: [corner, ...columns.map(({ title }) => title)],
    rows: Array.from(rows, ([id, subject]) => [
      subjectTitle(subject),
      ...columns.map((one) => text(one, id)),
    ]),
    numericColumns: columns.map((_, index) => index + 1),
  });
}
