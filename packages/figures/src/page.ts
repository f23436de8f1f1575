import { problem, visibleText } from "@tenetjs/core/internals";

/** A table of results. Numbers are shown with at most 4 significant digits; integers are shown in full. */
export type Table = {
  caption?: string;
  /** A sentence under the caption. */
  note?: string;
  columns: readonly string[];
  rows: readonly (readonly (string | number)[])[];
  /** The columns, counted from 0, that have numbers written as text: `3.1 (2.9 to 3.3)`. */
  numericColumns?: readonly number[];
};

/** A section of a page, with a heading. */
export type Section = {
  heading: string;
  notes?: readonly string[];
  figures?: readonly string[];
  tables?: readonly Table[];
};

/** The options of {@link page}. */
export type PageOptions = {
  title: string;
  /** SVG markup, which is not escaped: pass this package's figures, never untrusted markup. */
  figures: readonly string[];
  tables?: readonly Table[];
  /** Paragraphs of plain text under the heading. */
  notes?: readonly string[];
  /** Sections after everything else. */
  sections?: readonly Section[];
  /** Whether a list of links to the sections stands before them. Default: false. */
  contents?: boolean;
  /** The language of the page, for the `lang` attribute. */
  language?: string;
};

/**
 * A self-contained HTML page. It works from a `file://` address, makes no network requests, has no
 * scripts, follows the reader's light or dark mode, and scrolls wide figures and tables on a phone. Text
 * is escaped, and its control characters are shown.
 *
 * @throws {TypeError} when a figure is not SVG markup with a width in pixels.
 * @throws {RangeError} when the number of cells in a row is not the number of columns.
 */
export function page({
  title,
  figures,
  tables = [],
  notes = [],
  sections = [],
  contents = false,
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
${contents ? contentsOf(sections) : ""}
${sections.map(section).join("\n")}
</main>
</body>
</html>
`;
}

/**
 * In dark mode, figures get the page's colours instead of a white background and dark text. Both are attributes, which style
 * rules override.
 */
const style = `
:root { color-scheme: light dark; --ground: #fff; --ink: #1f2328; --rule: #d0d7de; }
@media (prefers-color-scheme: dark) { :root { --ground: #14171c; --ink: #e6e9ee; --rule: #3a414b; } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 76rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { font-size: 1.2rem; line-height: 1.3; margin-top: 2.5rem; overflow-wrap: anywhere; }
p { max-width: 44rem; overflow-wrap: anywhere; }
a { color: inherit; }
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
@media (max-width: 40rem) {
  .table { font-size: 0.875rem; }
  th, td { padding-inline-end: 0.7rem; }
  td:first-child { min-width: 0; }
}
@media print { :root { --ground: #fff; --ink: #000; } }
`;

function section({ heading, ...parts }: Section, index: number): string {
  return `<section id="${idOf(index)}">
<h2>${escapeHtml(heading)}</h2>
${content(parts)}
</section>`;
}

function contentsOf(sections: readonly Section[]): string {
  const items = sections.map(
    ({ heading }, index) => `<li><a href="#${idOf(index)}">${escapeHtml(heading)}</a></li>`,
  );
  return `<nav aria-label="Contents"><ul>${items.join("")}</ul></nav>`;
}

function idOf(index: number): string {
  return `section-${index + 1}`;
}

function content({ notes = [], figures = [], tables = [] }: Omit<Section, "heading">): string {
  return [...notes.map(paragraph), ...figures.map(figure), ...tables.map(table)].join("\n");
}

/**
 * A figure, which shrinks to no less than three quarters of its width, so that its text stays readable, and then scrolls.
 */
function figure(svg: string): string {
  const [, width] = /^<svg\s[^>]*?\bwidth="(\d+)/.exec(svg) ?? [];
  if (width === undefined)
    throw new TypeError(
      problem(
        "page",
        "figures of SVG markup with a width",
        svg,
        "Pass the result of a figure function of @tenetjs/figures/node.",
      ),
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
  return visibleText(text)
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
