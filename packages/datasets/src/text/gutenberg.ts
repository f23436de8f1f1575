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
 * Each work loses the blank lines at either end, first paragraphs that only credit its transcribers or name Project Gutenberg ("Produced by ...", "Note:
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
/** "End of ..." in languages that files of Project Gutenberg have it in, with up to five words between, and perhaps a bracket before. */
const plainlyEnds =
  /[[<*(]{0,3}(?:THE )?(?:END|FIN|FINE|FIM|ENDE|EINDE|SLUT|KONIEC|KONEC) (?:[\p{L}'’]{1,16} ){0,5}(?:PROJE[CK]T|PROJET|PROYECTO|PROGETTO|PROJETO) GUTENBERG/u
    .source;
const markerLine = new RegExp(
  `^[ \\t]{0,40}(?:(?<begins>${begins})|(?<smallPrint>${smallPrint})|(?<ends>${ends})|${plainlyEnds}).*`,
  "gimu",
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

/** The paragraphs before a work that are not part of it: credits, and notes that name Project Gutenberg. Each has at most a dozen lines, up to a blank one. */
const foreword = new RegExp(
  [
    "^(?:",
    "(?:This |The )?(?:(?:Project Gutenberg )?E-?(?:text|book) |(?:text|file|HTML version) )?(?:(?:was|is) )?",
    "(?:prepared|produced|created|typed|keyed|scanned|digiti[sz]ed|proof(?:ed|read)|transcribed|converted)",
    "(?: and [\\w-]{1,20})?(?: directly)?(?: by| from| for)",
    "|(?:This )?(?:HTML|Updated|Revised) version by|Credits: |Note: Images of the original pages are available",
    "|(?:(?!\\r?\\n[ \\t]{0,40}\\r?\\n)[^]){0,600}?Project\\s{1,3}Gutenberg)",
    "(?:.{0,200}\\r?\\n){1,12}?(?=[ \\t]{0,40}\\r?\\n)",
  ].join(""),
  "i",
);

const mostForewords = 6;

/** A last line that names the file, such as "***The Project Gutenberg Etext of Alice***". */
const afterword = /\n[^\n]{0,80}Project Gutenberg(?:['’]s)? (?:E-?text|E-?book|loppu)[^\n]{0,120}$/i;

function trimWork(work: string): string {
  let at = afterBlankLines(work, 0);
  for (let count = 0; count < mostForewords; count += 1) {
    const found = foreword.exec(work.slice(at, at + 4000));
    if (found === null) break;
    at = afterBlankLines(work, at + found[0].length);
  }
  const body = withoutLicence(work.slice(at)).trimEnd().replace(afterword, "").trimEnd();
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

const licence = new RegExp(
  [
    "Project\\s{1,3}Gutenberg(?:-tm|™|\\(TM\\)|\\s{1,3}(?:Licen[cs]e|Literary\\s{1,3}Archive))",
    "This eBook is for the use of anyone anywhere|Readable By Both Humans and By Computers",
    "World of Free Plain Vanilla Electronic Texts|https?://(?:www\\.)?gutenberg\\.(?:org|net)",
  ].join("|"),
  "gi",
);

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
