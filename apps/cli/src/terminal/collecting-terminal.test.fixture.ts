import type { Terminal } from "./terminal.ts";

/** A terminal that is not live, and everything that was written to it. */
export type CollectingTerminal = Terminal & {
  /** The lines of standard output. */
  readonly lines: string[];
  /** The exact text of standard output. */
  readonly text: () => string;
  /** The lines and pieces of standard error. */
  readonly errors: string[];
};

/** A terminal for tests. */
export function collectingTerminal(): CollectingTerminal {
  let text = "";
  const lines: string[] = [];
  const errors: string[] = [];
  const write = (piece: string, to = "out") => {
    if (to === "out") text += piece;
    else errors.push(piece);
  };
  const terminal: CollectingTerminal = {
    lines,
    errors,
    text: () => text,
    live: false,
    colours: false,
    out: (line) => {
      text += `${line}\n`;
      lines.push(...line.split("\n"));
    },
    write,
    // As a line, if it is one: errors are joined by line breaks.
    paint: (piece, to) => write(to === "error" ? piece.replace(/\n$/, "") : piece, to),
    visible: (shown) => shown,
    raw: () => terminal,
    error: (line) => {
      errors.push(...line.split("\n"));
    },
    status: () => {},
    settle: () => {},
    onUnread: () => () => {},
  };
  return terminal;
}
