import { readFileSync } from "node:fs";
import { Command } from "commander";
import { addCommands } from "./commands/add-commands.ts";
import { allCommands } from "./commands/all-commands.ts";
import { settingsOf } from "./settings/settings-of.ts";
import type { Terminal } from "./terminal/terminal.ts";

/** The whole command line, which writes to `terminal` and takes its configuration file from `directory` or above. */
export function program(terminal: Terminal, directory: string = process.cwd()): Command {
  const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const tenet = new Command("tenet")
    .description("train, evaluate and sample recurrent sequence models")
    .version(version)
    // Without this, `tenet` would take the options of its commands.
    .enablePositionalOptions()
    .addHelpText("after", help)
    .exitOverride()
    .showHelpAfterError("Add --help to see the options.")
    .configureOutput({
      writeOut: (text) => terminal.out(withoutBreak(text)),
      writeErr: (text) => terminal.error(withoutBreak(text)),
    });
  addCommands(tenet, allCommands, { terminal, settings: settingsOf(directory) });
  tenet
    .command("help")
    .description("show the help of a command")
    .argument("[command...]")
    .action(async (names: readonly string[]) => {
      const known = tenet.commands.some((command) => command.name() === names[0]);
      // An unknown command is refused as it is without "help".
      await tenet.parseAsync(names.length === 0 || known ? [...names, "--help"] : [...names], {
        from: "user",
      });
    });
  return tenet;
}

const help = `
Examples:
  tenet demo
  tenet train text alice --out runs/alice
  tenet sample runs/alice --prompt "Alice was"

"tenet COMMAND --help" shows the options of a command, with their defaults. tenet.config.json changes the defaults.`;

function withoutBreak(text: string): string {
  return text.replace(/\n$/, "");
}
