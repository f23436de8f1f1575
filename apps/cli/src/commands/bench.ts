import type { Command } from "commander";
import { benchOptions } from "../bench/bench-options.ts";
import { addOptions, readOptions } from "../options/command-options.ts";
import { configured } from "../settings/configured.ts";
import { addCommands } from "./add-commands.ts";
import { benchCommands } from "./bench-commands.ts";
import type { Context } from "./command-entry.ts";

/** `tenet bench`: measures Tenet and other libraries on this machine. */
export function benchCommand(command: Command, context: Context): void {
  const { terminal, settings } = context;
  const options = configured(benchOptions, settings(), { name: "bench" });
  // Without this, `bench` would take the options of `bench compare`.
  addCommands(command.enablePositionalOptions().addHelpText("after", help), benchCommands, context);
  addOptions(command, options).action(async () => {
    const { values } = readOptions(command, options);
    const { runBench } = await import("../bench/run-bench.ts");
    await runBench(terminal, values);
  });
}

const help = `
Libraries that are installed take part. The default run takes about two minutes.

Examples:
  tenet bench
  tenet bench --full --out speed
  tenet bench --case 'train/*' --subject 'tenet-*'
  tenet bench compare before after`;
