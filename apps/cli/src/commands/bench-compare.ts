import { compareResults, comparisonMarkdown, grossRegressions } from "@tenetjs/bench";
import { TenetError } from "@tenetjs/core";
import type { Command } from "commander";
import { readResultsFile } from "../bench/read-results-file.ts";
import { addOptions, readOptions } from "../options/command-options.ts";
import { jsonOption } from "../options/json-option.ts";
import { option } from "../options/option.ts";
import { positive, toggle } from "../options/value-types.ts";
import { configured } from "../settings/configured.ts";
import type { Context } from "./command-entry.ts";

/** The options of `tenet bench compare`. */
export const benchCompareOptions = {
  json: jsonOption("one JSON object"),
  guard: option({
    flag: "--guard",
    type: toggle,
    default: false,
    help: "fail if a ratio fell below 1 / tolerance of its earlier value, or is missing",
  }),
  tolerance: option({
    flag: "--tolerance <factor>",
    type: positive,
    default: 2,
    help: "by which factor a ratio may fall under --guard",
  }),
};

/** `tenet bench compare`: compares two runs of the benchmarks. */
export function benchCompareCommand(command: Command, { terminal, settings }: Context): void {
  const options = configured(benchCompareOptions, settings(), { name: "bench compare" });
  command
    .argument("<before>", "the --out directory of a run, or its results.json")
    .argument("<after>", "the same for a later run");
  addOptions(command, options).action((before: string, after: string) => {
    const { json, guard, tolerance } = readOptions(command, options).values;
    const comparison = compareResults(readResultsFile(before), readResultsFile(after));
    terminal.out(json ? JSON.stringify(comparison) : comparisonMarkdown(comparison).trimEnd());
    const regressions = guard ? grossRegressions(comparison, { tolerance }) : [];
    if (regressions.length > 0) throw new TenetError("GROSSLY_SLOWER", regressions.join("\n"));
  });
}
