/** A line of an export. */
export type Line = {
  readonly raw: string;
  /** The number of the block that it stands in: of lines that end with LF alone, up to and including the next that ends with CRLF. */
  readonly block: number;
};

/** The lines of a text, with any kind of line ending. */
export type Lines = {
  /** An empty line at the end is left out. */
  readonly lines: readonly Line[];
  /** The number of blocks that end with CRLF: all, or all but the last. */
  readonly endedBlocks: number;
};

/** The lines of `text`. */
export function linesOf(text: string): Lines {
  const lines: Line[] = [];
  let endedBlocks = 0;
  let from = 0;
  for (const { 0: ending, index } of text.matchAll(/\r*\n|\r/g)) {
    lines.push({ raw: text.slice(from, index), block: endedBlocks });
    from = index + ending.length;
    if (ending.length > 1) endedBlocks += 1;
  }
  if (from < text.length) lines.push({ raw: text.slice(from), block: endedBlocks });
  return { lines, endedBlocks };
}
