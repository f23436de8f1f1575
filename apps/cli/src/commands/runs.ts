import type { Command } from "commander";
import { addOptions, readOptions } from "../options/command-options.ts";
import { jsonOption } from "../options/json-option.ts";
import { runLines } from "../run-list/run-lines.ts";
import { configured } from "../settings/configured.ts";
import type { Context } from "./command-entry.ts";

/** The options of `tenet runs`. */
export const runsOptions = { json: jsonOption("one JSON object") };

/** `tenet runs`: the runs in a directory. */
export function runsCommand(command: Command, { terminal, settings }: Context): void {
  const options = configured(runsOptions, settings(), { name: "runs" });
  command
    .argument("[directory]", "directory to search, with all below it", "runs")
    .addHelpText("after", help);
  addOptions(command, options).action(async (directory: string) => {
    const { json } = readOptions(command, options).values;
    const { findRuns } = await import("../run-list/find-runs.ts");
    const runs = await findRuns(directory);
    if (json) terminal.out(JSON.stringify({ runs }));
    else for (const line of runLines(runs, directory)) terminal.out(line);
  });
}

const help = `
A run is "finished" after its last step, "stopped" by Ctrl-C, "failed" if it diverged or could not go on, and "unfinished" if it still trains or was killed.

Examples:
  tenet runs
  tenet runs experiments --json`;
