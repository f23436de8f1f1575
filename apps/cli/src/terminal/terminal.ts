import { createLogUpdate } from "log-update";

/** Where a command writes. A test gives one that collects lines. */
export type Terminal = {
  /** A line of the result, on standard output. */
  out(line: string): void;
  /** A piece of text as it is made, without a line's end: of the result, or (`"error"`) for people. */
  write(text: string, to?: "out" | "error"): void;
  /** A line for people, on standard error: progress, warnings, errors. */
  error(line: string): void;
  /** Replaces the lines that stand at the bottom of a terminal; does nothing where standard error is not one. */
  status(text: string): void;
  /** Leaves the status lines where they are. */
  settle(): void;
  /** Whether someone is watching: standard error is a terminal. */
  readonly live: boolean;
  /** Whether standard output shows colours: it is a terminal, and nobody asked for none (`NO_COLOR`). */
  readonly colours: boolean;
};

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const live = process.stderr.isTTY === true;
  const update = createLogUpdate(process.stderr);
  process.stdout.once("error", endWithReader);
  return {
    live,
    colours: process.stdout.isTTY === true && process.stdout.hasColors(),
    out: (line) => {
      process.stdout.write(`${line}\n`);
    },
    error: (line) => {
      if (live) update.clear();
      process.stderr.write(`${line}\n`);
    },
    write: (text, to = "out") => {
      if (live) update.clear();
      (to === "out" ? process.stdout : process.stderr).write(text);
    },
    status: (text) => {
      if (live) update(text);
    },
    settle: () => {
      if (live) update.done();
    },
  };
}

/** `tenet sample run | head` ends without a word when `head` has enough. */
function endWithReader(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
}
