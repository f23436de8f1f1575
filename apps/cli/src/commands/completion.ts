import { Argument, type Command } from "commander";
import { bashScript } from "../completion/bash-script.ts";
import { completionTree } from "../completion/completion-tree.ts";
import { fishScript } from "../completion/fish-script.ts";
import { zshScript } from "../completion/zsh-script.ts";
import { noSettings } from "../settings/settings.ts";
import type { Context } from "./command-entry.ts";

const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;

const shells = Object.keys(scripts) as (keyof typeof scripts)[];

/** `tenet completion`: a script that completes commands and options in a shell. */
export function completionCommand(command: Command, { terminal }: Context): void {
  command
    .addArgument(new Argument("<shell>", "shell to write the script for").choices(shells))
    .addHelpText("after", help)
    .action(async (shell: (typeof shells)[number]) => {
      // The script is for every directory, whatever configuration file this one has.
      const context = { terminal, settings: () => noSettings };
      const script = scripts[shell](await completionTree(command.parent as Command, context));
      terminal.out(script.trimEnd());
    });
}

const help = `
The script knows all commands, options and their values. Write it again after an update of tenet.

Examples:
  source <(tenet completion bash)                                          # in ~/.bashrc
  source <(tenet completion zsh)                                           # in ~/.zshrc, after compinit
  tenet completion fish > ~/.config/fish/completions/tenet.fish`;
