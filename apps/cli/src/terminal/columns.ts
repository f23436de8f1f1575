import stringWidth from "string-width";

/**
 * Rows of cells as lines. Each column is as wide as its widest cell, by the columns of a terminal that it takes: two for a Chinese character or an
 * emoji, none for a colour. Numbers align right, text aligns left.
 */
export function columns(rows: readonly (readonly (string | number)[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) {
      widths[index] = Math.max(widths[index] ?? 0, stringWidth(String(cell)));
    }
  }
  return rows.map((row) =>
    row
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        const padding = " ".repeat(width - stringWidth(String(cell)));
        return typeof cell === "number" ? padding + cell : cell + padding;
      })
      .join("  ")
      .trimEnd(),
  );
}
