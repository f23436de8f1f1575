import { join } from "node:path";
import { ensureWritable, writeAtomically } from "@tenetjs/checkpoints/node";
import { page, type Section } from "@tenetjs/figures";
import type { Experiment, Findings, Finished } from "../experiment.ts";

/** An experiment, what was found, and how it was run. */
export type Reported = {
  readonly name: string;
  readonly experiment: Experiment;
  readonly findings: Findings;
  /** The jobs that are there, and the number of those that the experiment has. */
  readonly finished: readonly Finished<unknown, unknown>[];
  readonly jobs: number;
  /** The command that runs it again. */
  readonly command: string;
};

/** Writes the report of all experiments, and each figure as a file. Returns their paths. */
export async function writeReport(
  directory: string,
  reported: readonly Reported[],
  notes: readonly string[],
): Promise<{ readonly html: string; readonly figures: readonly string[] }> {
  const figuresIn = join(directory, "figures");
  await ensureWritable(figuresIn);
  const figures = reported.flatMap(({ findings }) => findings.figures);
  for (const { name, svg } of figures) await writeAtomically(join(figuresIn, `${name}.svg`), svg);
  const html = join(directory, "index.html");
  await writeAtomically(
    html,
    page({
      title: "The course report, run again",
      notes,
      figures: [],
      tables: [overview(reported)],
      sections: reported.map(sectionOf),
      contents: reported.length > 1,
    }),
  );
  return { html, figures: figures.map(({ name }) => join(figuresIn, `${name}.svg`)) };
}

const outcomes = { holds: "holds", fails: "does not hold", open: "open: run it with --full" } as const;

function overview(reported: readonly Reported[]) {
  return {
    caption: "Claims",
    columns: ["experiment", "claim", "verdict"],
    rows: reported.map(({ name, experiment, findings }) => [
      name,
      experiment.claim,
      outcomes[findings.verdict.outcome],
    ]),
  };
}

function sectionOf({ experiment, findings, finished, jobs, command }: Reported): Section {
  const { verdict, figures, tables, notes } = findings;
  const missing = finished.length < jobs ? ` ${finished.length} of ${jobs} jobs are there.` : "";
  return {
    heading: experiment.title,
    notes: [
      `Claim: ${experiment.claim}`,
      `Verdict: ${outcomes[verdict.outcome]}. ${verdict.said}${missing}`,
      experiment.about,
      ...notes,
      `Command: ${command}`,
    ],
    figures: figures.map(({ svg }) => svg),
    tables,
  };
}
