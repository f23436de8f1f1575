import { readFileSync } from "node:fs";
import { join } from "node:path";
import { alignedTable, fillQuotes, markdownText } from "@tenetjs/bench";
import { allExperiments } from "../../apps/cli/src/reproduce/all-experiments.ts";
import { experimentPage, extent, outcomes, type Told } from "./experiment-page.ts";
import { type KeptExperiment, keptExperiments } from "./kept-experiment.ts";
import { themedSvg } from "./themed-svg.ts";

/** The experiments that the README quotes. */
const quoted = ["shakespeare", "far", "gradients"];

/** The documents with a table of the results. */
const quotingFiles = ["README.md", "docs/results/experiments.md"];

/** The files that tell the kept results, by their paths below `root`: a page and figures for each experiment, and the documents that quote them. */
export async function resultsFiles(root: string): Promise<Map<string, string>> {
  const told = await Promise.all(
    keptExperiments(root).map(async (kept): Promise<Told> => {
      const entry = allExperiments.find(({ name }) => name === kept.experiment);
      if (entry === undefined) throw new RangeError(`no experiment ${kept.experiment}`);
      const experiment = await entry.load();
      return { kept, experiment, findings: experiment.report(kept.finished) };
    }),
  );
  const files = new Map<string, string>();
  for (const one of told) {
    files.set(`docs/results/${one.kept.experiment}.md`, experimentPage(one));
    for (const { name, svg } of one.findings.figures)
      files.set(`docs/results/figures/${name}.svg`, themedSvg(svg));
  }
  for (const file of quotingFiles) {
    const folder = file.startsWith("docs/") ? "" : "docs/results/";
    const tables = { all: allTable(told, folder), quoted: quotedTable(told, folder) };
    files.set(file, fillQuotes(readFileSync(join(root, file), "utf8"), tables, file, "results"));
  }
  return files;
}

function allTable(told: readonly Told[], folder: string): string {
  return alignedTable({
    columns: ["experiment", "claim", "verdict", "what was run"],
    rows: told.map(({ kept, experiment, findings: { verdict } }) => [
      linkTo(kept, folder),
      ...[experiment.claim, outcomes[verdict.outcome], extent(kept)].map(markdownText),
    ]),
  });
}

function quotedTable(told: readonly Told[], folder: string): string {
  return alignedTable({
    columns: ["experiment", "what was seen", "what was run"],
    rows: told
      .filter(({ kept }) => quoted.includes(kept.experiment))
      .map(({ kept, findings: { verdict } }) => [
        linkTo(kept, folder),
        ...[verdict.said, extent(kept)].map(markdownText),
      ]),
  });
}

function linkTo({ experiment }: KeptExperiment, folder: string): string {
  return `[${experiment}](${folder}${experiment}.md)`;
}
