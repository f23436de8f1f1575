import { problem } from "@tenetjs/core/internals";

/** A table of results; numbers are shown with at most 4 significant digits, integers whole. */
export type Table = {
  caption?: string;
  /** A sentence under the caption. */
  note?: string;
  columns: readonly string[];
  rows: readonly (readonly (string | number)[])[];
  /** The columns, counted from 0, of numbers that are written as text: `3.1 (2.9 to 3.3)`. */
  numericColumns?: readonly number[];
};

/** A part of a page under a heading of its own. */
export type Section = {
  heading: string;
  notes?: readonly string[];
  figures?: readonly string[];
  tables?: readonly Table[];
};

/** What {@link page} puts together. */
export type PageOptions = {
  title: string;
  /** SVG markup, put in as it is: that of this package's figures, never that of strangers. */
  figures: readonly string[];
  tables?: readonly Table[];
  /** Paragraphs of plain text under the heading. */
  notes?: readonly string[];
  /** What follows all these. */
  sections?: readonly Section[];
  /** The page's language, as in the `lang` attribute. */
  language?: string;
};

/**
 * One HTML page that holds all it needs: it works from a `file://` address, asks nothing of the network, runs
 * no script, follows the reader's light or dark setting, and scrolls a wide figure or table on a phone. Text
 * is escaped.
 *
 * @throws {TypeError} when a figure is not SVG markup with a width in pixels.
 * @throws {RangeError} when a table's row has another count of cells than it has columns.
 */
export function page({
  title,
  figures,
  tables = [],
  notes = [],
  sections = [],
  language = "en",
}: PageOptions): string {
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${content({ notes, figures, tables })}
${sections.map(section).join("\n")}
</main>
</body>
</html>
`;
}

/**
 * In the dark, figures swap their white ground and dark ink for the page's: both are attributes that a rule
 * outranks.
 */
const style = `
:root { color-scheme: light dark; --ground: #fff; --ink: #1f2328; --rule: #d0d7de; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171c; --ink: #e6e9ee; --rule: #3a414b; } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 76rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; line-height: 1.3; margin-top: 2.5rem; overflow-wrap: anywhere; }
p { max-width: 44rem; overflow-wrap: anywhere; }
figure, .table { margin: 1.5rem 0; overflow-x: auto; }
figure svg { display: block; max-width: 100%; height: auto; color: var(--ink); }
figure svg [fill="white"] { fill: var(--ground); }
figure svg [stroke="white"] { stroke: var(--ground); }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: start; font-weight: 600; padding-bottom: 0.5rem; }
caption p { margin: 0.2rem 0 0; font-weight: 400; }
th, td { padding: 0.3rem 1rem 0.3rem 0; border-bottom: 1px solid var(--rule); text-align: start; }
th { border-bottom-width: 2px; vertical-align: bottom; }
.number { text-align: end; }
td.number { white-space: nowrap; }
td:first-child { min-width: 8rem; }
@media print { :root { --ground: #fff; --ink: #000; } }
`;

function section({ heading, ...parts }: Section): string {
  return `<section>
<h2>${escapeHtml(heading)}</h2>
${content(parts)}
</section>`;
}

function content({ notes = [], figures = [], tables = [] }: Omit<Section, "heading">): string {
  return [...notes.map(paragraph), ...figures.map(figure), ...tables.map(table)].join("\n");
}

/**
 * A figure shrinks to three quarters of its width at most, which keeps its text readable; then it scrolls.
 */
function figure(svg: string): string {
  const [, width] = /^<svg\s[^>]*?\bwidth="(\d+)/.exec(svg) ?? [];
  if (width === undefined)
    throw new TypeError(
      problem("page", "figures of SVG markup with a width", svg, "Pass what this package's figures return."),
    );
  const markup = svg.replace("<svg", `<svg style="min-width: ${Math.round(Number(width) * 0.75)}px"`);
  return `<figure>${markup}</figure>`;
}

function table({ caption, note, columns, rows, numericColumns = [] }: Table): string {
  for (const row of rows)
    if (row.length !== columns.length)
      throw new RangeError(problem("page", `${columns.length} cells in each row of the table`, row));
  const numeric = columns.map(
    (_, column) => numericColumns.includes(column) || rows.some((row) => typeof row[column] === "number"),
  );
  const cells = (tag: "th" | "td", row: readonly (string | number)[]) =>
    row
      .map((cell, column) => {
        const scope = tag === "th" ? ' scope="col"' : "";
        return `<${tag}${scope}${numeric[column] ? ' class="number"' : ""}>${escapeHtml(show(cell))}</${tag}>`;
      })
      .join("");
  return `<div class="table"><table>
${captionOf(caption, note)}<thead><tr>${cells("th", columns)}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${cells("td", row)}</tr>`).join("\n")}
</tbody></table></div>`;
}

function captionOf(caption: string | undefined, note: string | undefined): string {
  if (caption === undefined && note === undefined) return "";
  const small = note === undefined ? "" : `<p>${escapeHtml(note)}</p>`;
  return `<caption>${escapeHtml(caption ?? "")}${small}</caption>\n`;
}

function show(cell: string | number): string {
  if (typeof cell === "string" || Number.isInteger(cell)) return String(cell);
  return String(Number(cell.toPrecision(4)));
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
