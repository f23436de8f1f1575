import { compareResults, comparisonMarkdown, grossRegressions } from "@tenetjs/bench";
import { TenetError } from "@tenetjs/core";
import { Command } from "commander";
import { readResultsFile } from "../bench/read-results-file.ts";
import { positiveNumber } from "../options/numbers.ts";
import type { Terminal } from "../terminal/terminal.ts";

type Options = { readonly json?: boolean; readonly guard?: boolean; readonly tolerance: number };

/** `tenet bench compare`: what got faster or slower from one run of the benchmarks to another. */
export function benchCompareCommand(terminal: Terminal): Command {
  return new Command("compare")
    .description("say what got faster or slower from one run to another, by the ratios within each")
    .argument("<before>", "results.json of a run, or the directory that it was written to")
    .argument("<after>", "the same of a later run")
    .option("--json", "print one JSON object")
    .option("--guard", "fail when a ratio fell below 1 / tolerance of what it was, or there is none any more")
    .option("--tolerance <factor>", "of --guard", positiveNumber, 2)
    .action((before: string, after: string, { json, guard, tolerance }: Options) => {
      const comparison = compareResults(readResultsFile(before), readResultsFile(after));
      terminal.out(json ? JSON.stringify(comparison) : comparisonMarkdown(comparison).trimEnd());
      const regressions = guard ? grossRegressions(comparison, { tolerance }) : [];
      if (regressions.length > 0) throw new TenetError("GROSSLY_SLOWER", regressions.join("\n"));
    });
}
