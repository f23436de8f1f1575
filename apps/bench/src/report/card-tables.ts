import type { CaseResult, Results } from "../results/results.ts";
import { matches } from "../run/pattern.ts";
import { markdownTable, markdownText } from "./markdown-table.ts";
import { type MeasuredSubject, measuredSubjects, subjectTitle } from "./measured-subjects.ts";
import { estimateText, numberText, percentText } from "./wording.ts";

/**
 * As Markdown: the graphics card of a run, and of the cases that `ids` stand for what was measured and what share of the peak that is, a
 * row for each subject and a column for each case. Nothing where there is no card, or no such case.
 */
export function cardTables(
  { cases, environment: { adapter }, machine }: Results,
  ids: readonly string[],
): string[] {
  const columns = cases.filter((one) => matches(one.id, ids) && measuredSubjects(one).length > 0);
  const [first] = columns;
  if (first === undefined || adapter === undefined) return [];
  const gpu = machine?.gpu;
  const limits =
    gpu === undefined ? "" : `: at most ${numberText(gpu.peak)} GFLOP/s, ${numberText(gpu.bandwidth)} GB/s`;
  const card = [adapter.name, adapter.driver].filter(Boolean).join(", ");
  return [
    markdownText(`${card}${limits}.`),
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
