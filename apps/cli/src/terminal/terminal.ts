import { createLogUpdate } from "log-update";

/** Where a command writes. A test gives one that collects lines. */
export type Terminal = {
  /** A line of the result, on standard output. */
  out(line: string): void;
  /** A piece of the result as it is made, on standard output, without a line's end. */
  write(text: string): void;
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
    write: (text) => {
      process.stdout.write(text);
    },
    error: (line) => {
      if (live) update.clear();
      process.stderr.write(`${line}\n`);
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
