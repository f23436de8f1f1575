/**
 * The work or works in a Project Gutenberg file, without header, licence and footer; undefined if `text` has no
 * start or end markers, or nothing between them. Takes linear time.
 *
 * These markers are recognised, at the start of a line and in any case:
 *
 * - `*** START OF THE/THIS PROJECT GUTENBERG EBOOK ... ***`, with or without spaces, on one to three lines;
 * - `*END*THE SMALL PRINT!`, which ended the header in the 1990s;
 * - `*** END OF ...`, and, after one of those above, the plain `End of (the) Project Gutenberg ...`, in several languages.
 *
 * Each work loses the blank lines at either end, first paragraphs that only credit its transcribers or name other versions ("Produced by ...", "Note:
 * Project Gutenberg also has an HTML version ..."), and paragraphs of the licence. Nothing else is changed. Concatenated files give their works, separated by a
 * blank line.
 */
export function stripGutenberg(text: string): string | undefined {
  const works: string[] = [];
  let start: number | undefined = 0;
  const markers = findMarkers(text);
  for (const marker of markers) {
    if (marker.kind === "start" || marker.kind === "small print") {
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

type Marker = { kind: "start" | "small print" | "end" | "plain end"; start: number; end: number };

const begins = /\*{3}[ \t]{0,9}START OF (?:(?:THE|THIS) )?(?:COPYRIGHTED )?PROJECT GUTENBERG/.source;
const smallPrint = /\*END[* \t]{0,9}THE SMALL PRINT/.source;
const ends = /\*{3}[ \t]{0,9}END OF (?:(?:THE|THIS) )?(?:COPYRIGHTED )?PROJECT GUTENBERG/.source;
const plainlyEnds =
  /(?:THE )?END OF (?:(?:THE|THIS) )?PROJECT GUTENBERG|ENDE (?:DIESE[SR]?|DES) PROJE[CK]T GUTENBERG|(?:FIN D[EU]|FINE D[IE]L?|FIM D[EO]|EINDE VAN|SLUT PÅ)(?: L[AEO'’]{0,2})? ?PROJE[CK]T GUTENBERG/
    .source;
const markerLine = new RegExp(
  `^[ \\t]{0,40}(?:(?<begins>${begins})|(?<smallPrint>${smallPrint})|(?<ends>${ends})|${plainlyEnds}).*`,
  "gim",
);

/**
 * The markers of `text`, in order. A footer may have small print too, so a small print marker is kept only if a work can follow it. A plain end is kept only
 * after a start: anyone may write that line.
 */
function findMarkers(text: string): Marker[] {
  const found = Array.from(text.matchAll(markerLine), (match): Marker => {
    const [start, end] = [match.index, match.index + match[0].length];
    const { begins, smallPrint, ends } = match.groups ?? {};
    if (begins !== undefined) return { kind: "start", start, end: closingStars(text, match[0], end) };
    const kind = smallPrint !== undefined ? "small print" : ends !== undefined ? "end" : "plain end";
    return { kind, start, end };
  });
  const isEnd = (kind: Marker["kind"] | undefined) => kind === "end" || kind === "plain end";
  const kept = found.filter(({ kind }, i) => kind !== "small print" || i === 0 || isEnd(found[i + 1]?.kind));
  let started = false;
  return kept.filter(({ kind }) => {
    if (!isEnd(kind)) started = true;
    return kind !== "plain end" || started;
  });
}

/** The end of a start marker. Its title may continue over two more lines, up to the closing asterisks. */
function closingStars(text: string, line: string, lineEnd: number): number {
  if (line.trimEnd().endsWith("***")) return lineEnd;
  const rest = /^(?:\r?\n.+){1,2}?\*{3}[ \t]{0,9}(?=\r?\n)/.exec(text.slice(lineEnd, lineEnd + 400));
  return lineEnd + (rest?.[0].length ?? 0);
}

/** The first lines of paragraphs before a work that are not part of it, and all of its lines, up to a blank one. */
const foreword = new RegExp(
  [
    "^(?:Produced by|Transcribed (?:by|from)|(?:HTML|Updated|Revised) version by",
    "|(?:This )?(?:Project Gutenberg )?E-?(?:text|book) (?:was )?(?:prepared|produced|typed|scanned)(?: and \\w+)? by",
    "|\\[?(?:Transcriber['’]?s?,? )?Note: ?(?:The )?Project Gutenberg",
    "|Note: Images of the original pages are available)",
    "(?:.{1,200}\\r?\\n){1,12}(?=[ \\t]{0,40}\\r?\\n)",
  ].join(""),
  "i",
);

const mostForewords = 6;

function trimWork(work: string): string {
  let at = afterBlankLines(work, 0);
  for (let count = 0; count < mostForewords; count += 1) {
    const found = foreword.exec(work.slice(at, at + 4000));
    if (found === null) break;
    at = afterBlankLines(work, at + found[0].length);
  }
  const body = withoutLicence(work.slice(at)).trimEnd();
  return body === "" ? "" : `${body}\n`;
}

/** The index in `text` of the first line from `from` on that is not blank. */
function afterBlankLines(text: string, from: number): number {
  let start = from;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at];
    if (character === "\n") start = at + 1;
    else if (character !== " " && character !== "\t" && character !== "\r") return start;
  }
  return text.length;
}

const licence =
  /Project Gutenberg(?:-tm|™)? (?:Licen[cs]e|Literary Archive)|This eBook is for the use of anyone anywhere/gi;

/** The longest paragraph of the licence has some 1,500 characters. */
const longestLicence = 5000;

/** `work` without the paragraphs in it that are the licence's. */
function withoutLicence(work: string): string {
  let kept = "";
  let from = 0;
  let seen = 0;
  for (const { index } of work.matchAll(licence)) {
    if (index < seen) continue;
    const start = Math.max(from, paragraphStart(work, Math.max(seen, index - longestLicence), index));
    const end = paragraphEnd(work, index);
    seen = end;
    if (end - start > longestLicence) continue;
    kept += work.slice(from, start);
    from = afterBlankLines(work, end);
  }
  return kept + work.slice(from);
}

/** The index after the last blank line between `from` and `to`, or `from`. */
function paragraphStart(text: string, from: number, to: number): number {
  const before = text.slice(from, to);
  const blank = Math.max(before.lastIndexOf("\n\n") + 2, before.lastIndexOf("\n\r\n") + 3);
  return blank > 3 || before.startsWith("\n\n") ? from + blank : from;
}

function paragraphEnd(text: string, from: number): number {
  const blank = /\n\r?\n/g;
  blank.lastIndex = from;
  return (blank.exec(text)?.index ?? text.length - 1) + 1;
}
