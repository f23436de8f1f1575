import { Command } from "commander";
import type { Terminal } from "../terminal/terminal.ts";

export function demoCommand(terminal: Terminal): Command {
  return new Command("demo").action(() => terminal.out(""));
}
