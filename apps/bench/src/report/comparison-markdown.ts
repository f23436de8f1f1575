import type {
  CaseComparison,
  ComparedRun,
  Comparison,
  SubjectComparison,
} from "../results/compare-results.ts";
import { markdownTable, markdownText } from "./markdown-table.ts";
import { estimateText } from "./wording.ts";

/** A comparison as Markdown: a summary, every case, and what could not be compared, with the reasons. */
export function comparisonMarkdown({ before, after, margin, cautions, cases }: Comparison): string {
  const compared = (result: CaseComparison) => result.subjects.filter(({ change }) => change !== undefined);
  const notCompared = cases.flatMap((one) =>
    one.subjects
      .filter(({ change }) => change === undefined)
      .map(({ title, reason = "" }) => [one.title, title, reason] as const),
  );
  return `${[
    `# ${markdownText(before.name)} and ${markdownText(after.name)}`,
    summary(cases, margin),
    markdownTable({ columns: ["", "before", "after"], rows: runRows(before, after) }),
    ...(cautions.length > 0 ? [cautions.map((caution) => `- ${markdownText(caution)}`).join("\n")] : []),
    ...cases.filter((one) => compared(one).length > 0).flatMap((one) => caseParts(one, compared(one))),
    ...(notCompared.length > 0
      ? ["## Not compared", markdownTable({ columns: ["case", "subject", "why"], rows: notCompared })]
      : []),
  ].join("\n\n")}\n`;
}

function summary(cases: readonly CaseComparison[], margin: number): string {
  const verdicts = cases.flatMap(({ unit, subjects }) =>
    subjects.filter(({ change }) => change !== undefined).map((subject) => verdictText(subject, unit)),
  );
  const counts = Array.from(new Set(verdicts)).map(
    (verdict) => `${verdicts.filter((other) => other === verdict).length} ${verdict}`,
  );
  const found =
    counts.length === 0 ? "Nothing could be compared." : `Of ${verdicts.length}: ${counts.join(", ")}.`;
  return (
    `${found} Ratios to each case's reference are compared, each taken within its own run; ` +
    `a change of less than ${Math.round(100 * (margin - 1))} % counts as the same. In brackets: 95 % intervals.`
  );
}

function runRows(before: ComparedRun, after: ComparedRun): string[][] {
  const rows: [string, (run: ComparedRun) => string][] = [
    ["date", ({ date }) => date],
    ["commit", ({ commit }) => commit],
    ["mode", ({ mode, host }) => `${mode}, ${host}`],
    ["processor", ({ processor, threads }) => `${processor}, ${threads} threads`],
    ["runtime", ({ runtime }) => runtime],
  ];
  return rows.map(([name, read]) => [name, read(before), read(after)]);
}

function caseParts(
  { title, unit, reference }: CaseComparison,
  compared: readonly SubjectComparison[],
): string[] {
  const rows = compared.map((subject) => {
    const { before, after, change } = subject as Required<SubjectComparison>;
    return [
      subject.title,
      estimateText(before),
      estimateText(after),
      estimateText(change),
      verdictText(subject, unit),
    ];
  });
  return [
    `## ${markdownText(title)}`,
    `Ratios to \`${reference}\`.`,
    markdownTable({
      columns: ["subject", "before", "after", "after / before", "verdict"],
      rows,
      numericColumns: [1, 2, 3],
    }),
  ];
}

function verdictText({ verdict }: SubjectComparison, unit: CaseComparison["unit"]): string {
  if (verdict === "same") return "the same";
  if (verdict === "unknown") return "unclear";
  if (unit === "MB") return verdict === "faster" ? "smaller" : "larger";
  return verdict;
}
