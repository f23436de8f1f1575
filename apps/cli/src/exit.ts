import { TenetError } from "@tenetjs/core";
import { CommanderError } from "commander";

/** Stopped by Ctrl-C, after saving: 128 + SIGINT, as shells have it. */
export const interruptedExitCode = 130;

/** 0 for help and version; 2 for a command line that cannot work here (usage, values, a backend that is not there); 1 for what failed on the way. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof TenetError) return usageCodes.has(error.code) ? 2 : 1;
  return error instanceof RangeError || error instanceof TypeError ? 2 : 1;
}

/** What to tell a person. A defect of the program keeps its stack. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const meant =
    error instanceof TenetError ||
    error instanceof RangeError ||
    "code" in error ||
    problemForm.test(error.message);
  return meant ? error.message : (error.stack ?? error.message);
}

/** How `problem` of `@tenetjs/core` begins: what it says was meant for people, whatever class it came in. */
const problemForm = /^[^\n]*?: expected /;

const usageCodes = new Set([
  "BACKEND_UNAVAILABLE",
  "OUTPUT_UNWRITABLE",
  "RUN_EXISTS",
  "RESUME_REFUSED",
  "RUN_VERSION",
  "SOURCE_MISSING",
  "SOURCE_EMPTY",
  "BAD_UTF8",
  "NOT_A_CHAT",
  "UNKNOWN_TOKEN",
]);
