import { phrase, problem } from "@tenetjs/core/internals";

/** A page from Markdown: its first heading, the first sentences below it, and what follows the heading. */
export type Page = { readonly title: string; readonly description: string; readonly body: string };

/**
 * Reads a page.
 *
 * @throws {Error} if the text does not start with a heading of the first level.
 */
export function readPage(text: string, file: string): Page {
  const [, heading, body = ""] = /^# (.+)\n([\s\S]*)$/.exec(text) ?? [];
  if (heading === undefined) {
    throw new Error(problem("readPage", `${file} to start with "# " and a title`, phrase("none")));
  }
  const paragraph = body.trim().split(/\n\n/)[0] ?? "";
  return { title: plain(heading), description: firstSentences(plain(paragraph)), body };
}

/** Without the marks of links, emphasis and code. */
function plain(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[*_`]/g, "")
    .replace(/\s+/g, " ")
    .trim();
}

/** As many sentences as fit into the 160 characters that search engines show, but at least one. */
function firstSentences(text: string): string {
  const sentences = text.match(/.*?[.!?:](?= |$)/g) ?? [text];
  let kept = "";
  for (const sentence of sentences) {
    if (kept !== "" && kept.length + sentence.length > 160) break;
    kept += sentence;
  }
  return kept.trim();
}
