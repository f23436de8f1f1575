import { TenetError } from "@tenetjs/core";
import { CommanderError } from "commander";

/** The exit code after Ctrl-C: 128 + SIGINT, the convention of shells. */
export const interruptedExitCode = 130;

/** 0 for help and version; 2 for a command line that cannot work here (usage, values, a missing backend); 1 for any later failure. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof TenetError) return usageCodes.has(error.code) ? 2 : 1;
  return error instanceof RangeError || error instanceof TypeError ? 2 : 1;
}

/** The message to print for `error`. A bug in the program keeps its stack trace. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return isForPeople(error) ? error.message : (error.stack ?? error.message);
}

/** Whether the message of `error` is written for people, who can act on it. Any other error is a bug in the program. */
export function isForPeople(error: Error): boolean {
  return (
    error instanceof TenetError ||
    error instanceof RangeError ||
    "code" in error ||
    problemForm.test(error.message)
  );
}

/** How a message of `problem` of `@tenetjs/core` begins. Such a message is written for people, whatever the class of the error. */
const problemForm = /^[^\n]*?: expected /;

const usageCodes = new Set([
  "BACKEND_UNAVAILABLE",
  "BAD_CONFIG",
  "BAD_SWEEP",
  "NO_SWEEP",
  "CONFIDENTIAL",
  "QUEUE_UNAVAILABLE",
  "TFJS_COPIES",
  "TFJS_VERSION",
  "OUTPUT_UNWRITABLE",
  "RUN_EXISTS",
  "RUN_LOCKED",
  "RESUME_REFUSED",
  "RUN_VERSION",
  "TOO_LARGE",
  "SOURCE_MISSING",
  "SOURCE_EMPTY",
  "BAD_SERIES",
  "BAD_ARCHIVE",
  "BAD_UTF8",
  "NOT_A_CHAT",
  "NOT_A_FILE",
  "NOT_TEXT",
  "UNKNOWN_HEADER",
  "UNREAD_LINES",
  "UNKNOWN_TOKEN",
]);
