import { createLogUpdate } from "log-update";

/** Where a command writes. A test gives one that collects lines. */
export type Terminal = {
  /** A line of the result, on standard output. */
  out(line: string): void;
  /** A line for people, on standard error: progress, warnings, errors. */
  error(line: string): void;
  /** Replaces the lines that stand at the bottom of a terminal; does nothing where standard error is not one. */
  status(text: string): void;
  /** Leaves the status lines where they are. */
  settle(): void;
  /** Whether someone is watching: standard error is a terminal. */
  readonly live: boolean;
};

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const live = process.stderr.isTTY === true;
  const update = createLogUpdate(process.stderr);
  return {
    live,
    out: (line) => {
      process.stdout.write(`${line}\n`);
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
