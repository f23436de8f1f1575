import { statusLines } from "./status-lines.ts";

/** Where a command writes. Tests pass one that collects lines. */
export type Terminal = {
  /** Writes a line of the result to standard output. */
  out(line: string): void;
  /** Writes a piece of text without a line break, to standard output or (`"error"`) standard error. */
  write(text: string, to?: "out" | "error"): void;
  /** Writes a line for people to standard error: progress, a warning, an error. */
  error(line: string): void;
  /** Replaces the status lines at the bottom of the terminal. Does nothing unless `live`. */
  status(text: string): void;
  /** Leaves the status lines where they are. */
  settle(): void;
  /** Whether standard error is a terminal, so that someone may watch. */
  readonly live: boolean;
  /** Whether standard output shows colours: it is a terminal, and `NO_COLOR` is not set. */
  readonly colours: boolean;
};

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const live = process.stderr.isTTY === true;
  const lines = statusLines(process.stderr);
  process.stdout.once("error", endWithReader);
  return {
    live,
    colours: process.stdout.isTTY === true && process.stdout.hasColors(),
    out: (line) => {
      process.stdout.write(`${line}\n`);
    },
    error: (line) => {
      if (live) lines.clear();
      process.stderr.write(`${line}\n`);
    },
    write: (text, to = "out") => {
      if (live) lines.clear();
      (to === "out" ? process.stdout : process.stderr).write(text);
    },
    status: (text) => {
      if (live) lines.show(text);
    },
    settle: () => {
      if (live) lines.leave();
    },
  };
}

/** Ends the process quietly when the reader of a pipe is done, as in `tenet sample run | head`. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
}
