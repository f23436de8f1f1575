import { markdownReport } from "@tenetjs/bench";
import { ensureWritable } from "@tenetjs/checkpoints/node";
import { Command } from "commander";
import { readResultsFile } from "../bench/read-results-file.ts";
import { writeResults } from "../bench/write-results.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** `tenet bench report`: the report of a run that was kept, or that a page measured. */
export function benchReportCommand(terminal: Terminal): Command {
  return new Command("report")
    .description("print the report of a run, or write it as a page")
    .argument("<results>", "results.json of a run, or the directory that it was written to")
    .option("--out <directory>", "write results.json, report.md and report.html there")
    .action(async (path: string, { out }: { out?: string }) => {
      const { results } = readResultsFile(path);
      if (out === undefined) return terminal.out(markdownReport(results).trimEnd());
      await ensureWritable(out);
      await writeResults(out, results);
    });
}
