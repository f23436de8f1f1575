import type { Results } from "../results/results.ts";
import { markdownTable, markdownText } from "./markdown-table.ts";
import type { ReportSection, ReportTable } from "./report.ts";
import { reportOf } from "./report-of.ts";

/** The report of a run as Markdown: its text and its tables, which contain all numbers of the figures. */
export function markdownReport(results: Results): string {
  const { title, notes, sections } = reportOf(results);
  return `${[`# ${title}`, ...notes.map(markdownText), ...sections.flatMap(sectionParts)].join("\n\n")}\n`;
}

function sectionParts({ heading, notes = [], tables = [] }: ReportSection): string[] {
  return [`## ${markdownText(heading)}`, ...notes.map(markdownText), ...tables.flatMap(tableParts)];
}

function tableParts({ caption, note, ...table }: ReportTable): string[] {
  return [
    ...(caption === undefined ? [] : [`### ${markdownText(caption)}`]),
    ...(note === undefined ? [] : [markdownText(note)]),
    ...(table.rows.length === 0 ? ["Nothing was measured."] : [markdownTable(table)]),
  ];
}
