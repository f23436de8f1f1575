/**
 * The work or works in a Project Gutenberg file, without header, licence and footer; undefined if `text` has no
 * start or end markers, or nothing between them.
 *
 * These markers are recognised, at the start of a line and in any case:
 *
 * - `*** START OF THE/THIS PROJECT GUTENBERG EBOOK ... ***`, with or without spaces, on one to three lines;
 * - `*END*THE SMALL PRINT!`, which ended the header in the 1990s;
 * - `*** END OF ...`, and the plain `End of (the) Project Gutenberg ...`.
 *
 * Each work loses the blank lines at either end, and a first paragraph that only credits its transcribers ("Produced by ...", at most
 * six lines). Nothing else is changed. Concatenated files give their works, separated by a blank line.
 */
export function stripGutenberg(text: string): string | undefined {
  const works: string[] = [];
  let start: number | undefined = 0;
  const markers = findMarkers(text);
  for (const marker of markers) {
    if (marker.kind !== "end") {
      start = marker.end;
    } else if (start !== undefined) {
      works.push(trimWork(text.slice(start, marker.start)));
      start = undefined;
    }
  }
  if (start !== undefined) works.push(trimWork(text.slice(start)));

  const found = works.filter((work) => work !== "");
  return markers.length === 0 || found.length === 0 ? undefined : found.join("\n");
}

type Marker = { kind: "start" | "small print" | "end"; start: number; end: number };

const begins = /\*{3}[ \t]*START OF (?:(?:THE|THIS) )?(?:COPYRIGHTED )?PROJECT GUTENBERG/.source;
const smallPrint = /\*END[* \t]*THE SMALL PRINT/.source;
const ends = /\*{3}[ \t]*END OF (?:(?:THE|THIS) )?(?:COPYRIGHTED )?PROJECT GUTENBERG/.source;
const plainlyEnds = /(?:THE )?END OF (?:(?:THE|THIS) )?PROJECT GUTENBERG|ENDE DIESE[SR]? PROJE[CK]T GUTENBERG/
  .source;
const markerLine = new RegExp(
  `^[ \\t]*(?:(?<begins>${begins})|(?<smallPrint>${smallPrint})|${ends}|${plainlyEnds}).*`,
  "gim",
);

/** The markers of `text`, in order. A footer may have small print too, so a small print marker is kept only if a work can follow it. */
function findMarkers(text: string): Marker[] {
  const found = Array.from(text.matchAll(markerLine), (match): Marker => {
    const [start, end] = [match.index, match.index + match[0].length];
    if (match.groups?.begins !== undefined) {
      return { kind: "start", start, end: closingStars(text, match[0], end) };
    }
    return { kind: match.groups?.smallPrint === undefined ? "end" : "small print", start, end };
  });
  return found.filter(({ kind }, i) => kind !== "small print" || i === 0 || found[i + 1]?.kind === "end");
}

/** The end of a start marker. Its title may continue over two more lines, up to the closing asterisks. */
function closingStars(text: string, line: string, lineEnd: number): number {
  if (line.trimEnd().endsWith("***")) return lineEnd;
  const rest = /^(?:\r?\n.+){1,2}?\*{3}[ \t]*(?=\r?\n)/.exec(text.slice(lineEnd, lineEnd + 400));
  return lineEnd + (rest?.[0].length ?? 0);
}

const blankLines = /^(?:[ \t]*\r?\n)+/;
const credit =
  /^(?:Produced by|(?:This )?E-?text (?:was )?(?:prepared|produced|typed|scanned)(?: and \w+)? by|Transcribed (?:by|from))(?:.+\r?\n){1,6}(?=[ \t]*\r?\n)/i;

function trimWork(work: string): string {
  const body = work.replace(blankLines, "").replace(credit, "").replace(blankLines, "").trimEnd();
  return body === "" ? "" : `${body}\n`;
}
