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

/** The whole command line, which writes to `terminal`. */
export function program(terminal: Terminal): Command {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const tenet = new Command("tenet")
    .description("train, evaluate and sample recurrent sequence models")
    .version(version)
    // Without this, `bench` would take the options of `bench compare`.
    .enablePositionalOptions()
    .addHelpText("after", help)
    .addCommand(demoCommand(terminal))
    .addCommand(trainCommand(terminal))
    .addCommand(resumeCommand(terminal))
    .addCommand(sampleCommand(terminal))
    .addCommand(evalCommand(terminal))
    .addCommand(inspectCommand(terminal))
    .addCommand(reproduceCommand(terminal))
    .addCommand(benchCommand(terminal))
    .addCommand(backendsCommand(terminal));
  return withOutput(tenet, terminal);
}

const help = `
Examples:
  tenet demo
  tenet train text alice --out runs/alice
  tenet sample runs/alice --prompt "Alice was"

"tenet COMMAND --help" shows the options of a command, with their defaults.`;

/** Makes Commander write to `terminal`, and throw its errors instead of ending the process. */
function withOutput(command: Command, terminal: Terminal): Command {
  const lines = (text: string) => text.replace(/\n$/, "");
  command
    .exitOverride()
    .showHelpAfterError("Add --help to see the options.")
    .configureOutput({
      writeOut: (text) => terminal.out(lines(text)),
      writeErr: (text) => terminal.error(lines(text)),
    });
  for (const child of command.commands) withOutput(child, terminal);
  return command;
}
