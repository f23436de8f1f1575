import type { Terminal } from "./terminal.ts";

/** A terminal nobody watches, and all that was written to it. */
export type CollectingTerminal = Terminal & {
  /** Standard output, by whole lines. */
  readonly lines: string[];
  /** Standard output, to the letter. */
  readonly text: () => string;
  /** Standard error, by lines and pieces. */
  readonly errors: string[];
};

/** A terminal for tests. */
export function collectingTerminal(): CollectingTerminal {
  let text = "";
  const lines: string[] = [];
  const errors: string[] = [];
  return {
    lines,
    errors,
    text: () => text,
    live: false,
    colours: false,
    out: (line) => {
      text += `${line}\n`;
      lines.push(...line.split("\n"));
    },
    write: (piece, to = "out") => {
      if (to === "out") text += piece;
      else errors.push(piece);
    },
    error: (line) => {
      errors.push(...line.split("\n"));
    },
    status: () => {},
    settle: () => {},
  };
}
