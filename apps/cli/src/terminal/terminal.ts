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
  /**
   * Calls `stop` when the reader of standard output is done, as in `tenet train ... | head`. Without that, the process ends then. Returns a
   * function that undoes this.
   */
  onUnread(stop: () => void): () => void;
  /** Whether standard error is a terminal that can be rewritten, so that someone may watch. */
  readonly live: boolean;
  /** Whether standard output shows colours: it is such a terminal, and `NO_COLOR` is not set. */
  readonly colours: boolean;
};

/** The terminal of this process. */
export function processTerminal(): Terminal {
  const { stdout, stderr } = process;
  const isDumb = process.env.TERM === "dumb";
  const live = stderr.isTTY === true && !isDumb;
  const lines = statusLines(stderr);
  const stops = new Set<() => void>();
  let isLost = false;
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (isLost) return;
    isLost = true;
    if (error.code === "EPIPE") {
      if (stops.size === 0) process.exit();
      for (const stop of stops) stop();
      return;
    }
    stderr.write(`tenet: cannot write to standard output: ${error.message}\n`);
    process.exitCode = 1;
    // A training goes on: its results are in its directory.
    if (stops.size === 0) process.exit();
  });
  // Notices for a terminal that is gone are no loss.
  stderr.on("error", () => {});
  const print = (stream: NodeJS.WriteStream, text: string) => {
    if (!(stream === stdout && isLost)) stream.write(text);
  };
  return {
    live,
    colours: stdout.isTTY === true && !isDumb && stdout.hasColors(),
    out: (line) => {
      if (live) lines.clear();
      print(stdout, `${line}\n`);
    },
    error: (line) => {
      if (live) lines.clear();
      print(stderr, `${line}\n`);
    },
    write: (text, to = "out") => {
      if (live) lines.clear();
      print(to === "out" ? stdout : stderr, text);
    },
    status: (text) => {
      if (live) lines.show(text);
    },
    settle: () => {
      if (live) lines.leave();
    },
    onUnread: (stop) => {
      stops.add(stop);
      return () => stops.delete(stop);
    },
  };
}
