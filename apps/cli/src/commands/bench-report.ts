import { markdownReport } from "@tenetjs/bench";
import { ensureWritable } from "@tenetjs/checkpoints/node";
import type { Command } from "commander";
import { readResultsFile } from "../bench/read-results-file.ts";
import { writeResults } from "../bench/write-results.ts";
import { addOptions, readOptions } from "../options/command-options.ts";
import { option } from "../options/option.ts";
import { path } from "../options/value-types.ts";
import { configured } from "../settings/configured.ts";
import type { Context } from "./command-entry.ts";

/** The options of `tenet bench report`. */
export const benchReportOptions = {
  out: option({
    flag: "--out <directory>",
    type: path,
    otherwise: "the report is printed",
    help: "write results.json, report.md and report.html to this directory",
  }),
};

/** `tenet bench report`: the report of a saved run, or of results that a page measured. */
export function benchReportCommand(command: Command, { terminal, settings }: Context): void {
  const options = configured(benchReportOptions, settings(), { name: "bench report" });
  command.argument("<results>", "the --out directory of a run, or its results.json");
  addOptions(command, options).action(async (results: string) => {
    const { out } = readOptions(command, options).values;
    const { results: read } = readResultsFile(results);
    if (out === null) return terminal.out(markdownReport(read).trimEnd());
    await ensureWritable(out);
    await writeResults(out, read);
  });
}
