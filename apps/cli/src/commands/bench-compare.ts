import { compareResults, comparisonMarkdown, grossRegressions } from "@tenetjs/bench";
import { TenetError } from "@tenetjs/core";
import { Command } from "commander";
import { readResultsFile } from "../bench/read-results-file.ts";
import { addOptions, readOptions } from "../options/command-options.ts";
import { option } from "../options/option.ts";
import { positive, toggle } from "../options/value-types.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** The options of `tenet bench compare`. */
export const benchCompareOptions = {
  json: option({ flag: "--json", type: toggle, default: false, help: "print one JSON object" }),
  guard: option({
    flag: "--guard",
    type: toggle,
    default: false,
    help: "fail when a ratio fell below 1 / tolerance of what it was, or there is none any more",
  }),
  tolerance: option({ flag: "--tolerance <factor>", type: positive, default: 2, help: "of --guard" }),
};

/** `tenet bench compare`: what got faster or slower from one run of the benchmarks to another. */
export function benchCompareCommand(terminal: Terminal): Command {
  const command = new Command("compare")
    .description("say what got faster or slower from one run to another, by the ratios within each")
    .argument("<before>", "results.json of a run, or the directory that it was written to")
    .argument("<after>", "the same of a later run");
  return addOptions(command, benchCompareOptions).action((before: string, after: string) => {
    const { json, guard, tolerance } = readOptions(command, benchCompareOptions).values;
    const comparison = compareResults(readResultsFile(before), readResultsFile(after));
    terminal.out(json ? JSON.stringify(comparison) : comparisonMarkdown(comparison).trimEnd());
    const regressions = guard ? grossRegressions(comparison, { tolerance }) : [];
    if (regressions.length > 0) throw new TenetError("GROSSLY_SLOWER", regressions.join("\n"));
  });
}
