import { readFileSync } from "node:fs";
import { Command } from "commander";
import { backendsCommand } from "./commands/backends.ts";
import { benchCommand } from "./commands/bench.ts";
import { demoCommand } from "./commands/demo.ts";
import { evalCommand } from "./commands/eval.ts";
import { inspectCommand } from "./commands/inspect.ts";
import { reproduceCommand } from "./commands/reproduce.ts";
import { resumeCommand } from "./commands/resume.ts";
import { sampleCommand } from "./commands/sample.ts";
import { trainCommand } from "./commands/train.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** The whole command line, writing to `terminal`. */
export function program(terminal: Terminal): Command {
  const { version, description } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  );
  const tenet = new Command("tenet")
    .description(description)
    .version(version)
    // Else `bench` would take the options of `bench compare`.
    .enablePositionalOptions()
    .addCommand(demoCommand(terminal))
    .addCommand(backendsCommand(terminal))
    .addCommand(benchCommand(terminal))
    .addCommand(trainCommand(terminal))
    .addCommand(resumeCommand(terminal))
    .addCommand(reproduceCommand(terminal))
    .addCommand(sampleCommand(terminal))
    .addCommand(evalCommand(terminal))
    .addCommand(inspectCommand(terminal));
  return withOutput(tenet, terminal);
}

/** Commander's own words go where ours go, and its errors are thrown, not ends of the process. */
function withOutput(command: Command, terminal: Terminal): Command {
  const lines = (text: string) => text.replace(/\n$/, "");
  command
    .exitOverride()
    .showHelpAfterError("(add --help for the options)")
    .configureOutput({
      writeOut: (text) => terminal.out(lines(text)),
      writeErr: (text) => terminal.error(lines(text)),
    });
  for (const child of command.commands) withOutput(child, terminal);
  return command;
}
