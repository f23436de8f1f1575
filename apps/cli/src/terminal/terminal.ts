import { visibleText } from "@tenetjs/core/internals";
import { statusLines } from "./status-lines.ts";

/**
 * Where a command writes. Tests pass one that collects lines. Control characters are shown rather than obeyed where it is a terminal that someone
 * looks at: what a network or a file says is not to be trusted.
 */
export type Terminal = {
  /** Writes a line of the result to standard output. */
  out(line: string): void;
  /** Writes a piece of text without a line break, to standard output or (`"error"`) standard error. */
  write(text: string, to?: "out" | "error"): void;
  /** Writes text in which the caller has made control characters {@link visible}, and has added colours of its own. */
  paint(text: string, to?: "out" | "error"): void;
  /** `text` as {@link write} shows it. */
  visible(text: string): string;
  /** The same terminal, which gets control characters as they are. */
  raw(): Terminal;
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

/** The parts of a process that its terminal needs. */
export type Streams = {
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: NodeJS.ProcessEnv;
};

/** The terminal of this process. */
export function processTerminal({ stdout, stderr, env }: Streams = process): Terminal {
  const isDumb = env.TERM === "dumb";
  // A pseudo-terminal that nobody gave a size has 0 columns, and no line fits in it.
  const live = stderr.isTTY === true && !isDumb && stderr.columns !== 0;
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
  const print = (text: string, to: "out" | "error") => {
    if (live) lines.clear();
    if (to === "error") stderr.write(text);
    else if (!isLost) stdout.write(text);
  };
  const terminal = (isRaw: boolean): Terminal => {
    const shown = (text: string, { isTTY }: NodeJS.WriteStream) =>
      isTTY && !isRaw ? visibleText(text) : text;
    return {
      live,
      colours: stdout.isTTY === true && !isDumb && stdout.hasColors(),
      out: (line) => print(`${shown(line, stdout)}\n`, "out"),
      error: (line) => print(`${shown(line, stderr)}\n`, "error"),
      write: (text, to = "out") => print(shown(text, to === "out" ? stdout : stderr), to),
      paint: (text, to = "out") => print(text, to),
      visible: (text) => shown(text, stdout),
      raw: () => terminal(true),
      status: (text) => {
        if (live) lines.show(shown(text, stderr));
      },
      settle: () => {
        if (live) lines.leave();
      },
      onUnread: (stop) => {
        stops.add(stop);
        return () => stops.delete(stop);
      },
    };
  };
  return terminal(false);
}
