import { markdownTable, markdownText } from "@tenetjs/bench";
import type { Table } from "@tenetjs/figures";
import type { Experiment, Findings } from "../../apps/cli/src/reproduce/experiment.ts";
import { commandOf } from "../../apps/cli/src/reproduce/reproduce.ts";
import { reproduceOptions } from "../../apps/cli/src/reproduce/reproduce-options.ts";
import type { KeptExperiment } from "./kept-experiment.ts";

/** A kept experiment, and what its results say. */
export type Told = {
  readonly kept: KeptExperiment;
  readonly experiment: Experiment;
  readonly findings: Findings;
};

export const outcomes = { holds: "holds", fails: "does not hold", open: "open" } as const;

const sentences = {
  holds: "The claim holds.",
  fails: "The claim does not hold.",
  open: "Whether the claim holds is open: too little was run to say.",
} as const;

/** The page of an experiment, in Markdown. Its figures are files in `figures`. */
export function experimentPage({ kept, experiment, findings }: Told): string {
  const { verdict, figures, tables, notes } = findings;
  return [
    `# ${markdownText(experiment.title)}`,
    markdownText(experiment.claim),
    `**${sentences[verdict.outcome]}** ${markdownText(verdict.said)}`,
    markdownText(experiment.about),
    ...notes.map(markdownText),
    ...figures.map(({ name, svg }) => `![${titleOf(svg)}](figures/${name}.svg)`),
    ...tables.map(tableMarkdown),
    "## How it was run",
    howItWasRun(kept),
    `\`\`\`sh\n${commandOfKept(kept)}\n\`\`\``,
    `The figures and tables are drawn from [the kept results](data/${kept.experiment}.json) by \`pnpm results:write\`.`,
  ]
    .map((part) => `${part}\n`)
    .join("\n");
}

/** What was run, in a few words: "full size, one seed, 8 of 24 jobs". */
export function extent({ scale, jobs, finished }: KeptExperiment): string {
  const seeds = Array.from(
    new Set(finished.map(({ spec }) => (spec as { readonly seed?: number }).seed).filter(isNumber)),
  );
  return [
    scale.full ? "full size" : "quick size",
    ...(seeds.length === 0 ? [] : [seeds.length === 1 ? "one seed" : `${seeds.length} seeds`]),
    ...(scale.steps === null ? [] : [`${scale.steps.toLocaleString("en")} steps a run in place of its own`]),
    ...(scale.full && finished.length < jobs ? [`${finished.length} of ${jobs} jobs`] : []),
  ].join(", ");
}

function howItWasRun(kept: KeptExperiment): string {
  const { runs, finished } = kept;
  const about = runs.map(({ machine, commit, date }, index) => {
    const jobs = finished.filter(({ run }) => run === index).length;
    const which = runs.length === 1 ? "" : `${jobs} ${jobs === 1 ? "job" : "jobs"}: `;
    return `${which}${markdownText(machine)}; commit ${commit}, ${date}.`;
  });
  return `Extent: ${extent(kept)}. ${about.join(" ")} Seconds depend on what else the machine did.`;
}

function commandOfKept({ experiment, scale }: KeptExperiment): string {
  const command = commandOf({
    fast: false,
    ...scale,
    books: null,
    chat: null,
    out: reproduceOptions.out.default,
  });
  return `npx -y pnpm@12 ${command} ${experiment}`;
}

/** The title of a figure, which is its first element. */
function titleOf(svg: string): string {
  return /<title>([^<]*)<\/title>/.exec(svg)?.[1] ?? "";
}

function tableMarkdown({ caption = "", note = "", columns, rows, numericColumns = [] }: Table): string {
  const cells = rows.map((row) => row.map(cellText));
  const isNumeric = (column: number) =>
    numericColumns.includes(column) || rows.some((row) => typeof row[column] === "number");
  const table = markdownTable({
    columns: [...columns],
    rows: cells,
    numericColumns: [...columns.keys()].filter(isNumeric),
  });
  // A network's own words are in no dictionary.
  const shown = columns.includes("sample")
    ? `<!-- cspell:disable -->\n\n${table}\n\n<!-- cspell:enable -->`
    : table;
  return [`## ${markdownText(caption)}`, ...(note === "" ? [] : [markdownText(note)]), shown].join("\n\n");
}

function cellText(cell: string | number): string {
  if (typeof cell === "string" || Number.isInteger(cell)) return String(cell);
  return String(Number(cell.toPrecision(4)));
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}
