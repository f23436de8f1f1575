import type { SourceTrack } from "./source-track.ts";

const columns = 72;
const [width, lineHeight, top] = [640, 20, 64];
const advance = (width - 20) / columns;

/** The colour of each text, which reads on white and on black. */
const [ofFirst, ofSecond] = ["#0d8862", "#c2571a"];

/** The SVG of a sample in which each character has the colour of the text that it seems to come from, and those of the second are underlined. */
export function colouredText(
  title: string,
  { text, second }: SourceTrack,
  [first, other]: readonly [string, string],
): string {
  const lines = wrapped(Array.from(text));
  const height = top + lines.length * lineHeight + 8;
  const runs = lines.flatMap((line, row) =>
    runsOf(line, second).map(
      ({ from, shown, isSecond }) =>
        `<text x="${(10 + from * advance).toFixed(1)}" y="${top + (row + 1) * lineHeight}" textLength="${(shown.length * advance).toFixed(1)}" fill="${isSecond ? ofSecond : ofFirst}"${isSecond ? ' text-decoration="underline"' : ""}>${escaped(shown)}</text>`,
    ),
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}" font-family="ui-monospace, monospace" font-size="14" style="white-space: pre">`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    `<text x="10" y="22" fill="currentColor" font-family="system-ui, sans-serif" font-size="16" font-weight="600">${escaped(title)}</text>`,
    `<text x="10" y="46" fill="${ofFirst}" font-family="system-ui, sans-serif">${escaped(first)}</text>`,
    `<text x="200" y="46" fill="${ofSecond}" font-family="system-ui, sans-serif" text-decoration="underline">${escaped(other)}</text>`,
    ...runs,
    "</svg>",
  ].join("\n");
}

/** A character, and its number in the sample. */
type Placed = { readonly character: string; readonly index: number };

/** Lines of at most {@link columns} characters, broken where the sample breaks them or at the last space. */
function wrapped(characters: readonly string[]): Placed[][] {
  const lines: Placed[][] = [[]];
  for (const [index, character] of characters.entries()) {
    const line = lines.at(-1) as Placed[];
    if (character === "\n") lines.push([]);
    else if (line.length < columns) line.push({ character, index });
    else {
      const space = line.findLastIndex((placed) => placed.character === " ");
      const rest = space < 0 || character === " " ? [] : line.splice(space + 1);
      lines.push([...rest, { character, index }]);
    }
  }
  return lines;
}

/** The runs of a line that come from one text. */
function runsOf(line: readonly Placed[], second: readonly number[]) {
  const runs: { from: number; shown: string; isSecond: boolean }[] = [];
  for (const [column, { character, index }] of line.entries()) {
    const isSecond = (second[index] ?? 0) > 0.5;
    const last = runs.at(-1);
    if (last?.isSecond === isSecond) last.shown += character;
    else runs.push({ from: column, shown: character, isSecond });
  }
  return runs.filter(({ shown }) => shown.trim() !== "");
}

function escaped(text: string): string {
  return text
    .replaceAll(/\p{Cc}/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
