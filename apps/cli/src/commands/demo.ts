import type { Command } from "commander";
import { demoOptions } from "../demo/demo-options.ts";
import { addOptions, readOptions } from "../options/command-options.ts";
import { configured } from "../settings/configured.ts";
import type { Context } from "./command-entry.ts";

/** `tenet demo`: trains an RNN and an LSTM side by side. */
export function demoCommand(command: Command, { terminal, settings }: Context): void {
  const options = configured(demoOptions, settings(), { name: "demo" });
  addOptions(command.addHelpText("after", help), options).action(async () => {
    const { values } = readOptions(command, options);
    const { beginDemo } = await import("../demo/begin-demo.ts");
    await beginDemo(terminal, values);
  });
}

const help = `
Each network reads palindromes of two lengths and has to remember the first digit to the end.

Examples:
  tenet demo
  tenet demo --steps 3000 --seed 1 --out runs/long-demo`;
