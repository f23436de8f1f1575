import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import katex from "katex";
import { defineHastPlugin, defineMdastPlugin, type HastPluginEntry, type MdastPluginEntry } from "satteri";
import { type ResolveOptions, resolveLink } from "./resolve-link.ts";
import { root } from "./routes.ts";

/** Leads links in Markdown files of the repository to the site's pages. */
export function siteLinks(options: ResolveOptions): MdastPluginEntry {
  return ({ fileURL }) => {
    if (fileURL === undefined) return undefined;
    const from = relative(root, fileURLToPath(fileURL));
    return defineMdastPlugin({
      name: "site-links",
      link: (node, context) => context.setProperty(node, "url", resolveLink(node.url, from, options)),
      definition: (node, context) => context.setProperty(node, "url", resolveLink(node.url, from, options)),
      html: (node, context) => context.setProperty(node, "value", resolveHtml(node.value, from, options)),
    });
  };
}

/** The HTML of a Markdown file with its links led to pages, and its pictures to those of the site. */
function resolveHtml(html: string, from: string, options: ResolveOptions): string {
  return html
    .replace(/(href=")([^"]+)/g, (_, start, link) => start + resolveLink(link, from, options))
    .replace(/(src(?:set)?=")docs\/pictures\//g, `$1${options.base}pictures/`);
}

/** Sets formulas with KaTeX: `$...$`, `$$...$$`, and blocks marked `math`, as GitHub does. */
export const formulas: MdastPluginEntry = defineMdastPlugin({
  name: "formulas",
  inlineMath: ({ value }) => html(value, false),
  math: ({ value }) => html(value, true),
  code: ({ lang, value }) => (lang === "math" ? html(value, true) : undefined),
});

/** A formula is left out of the search, which would find its parts as words. */
function html(formula: string, displayMode: boolean) {
  const element = displayMode ? "div" : "span";
  const set = katex.renderToString(formula, { displayMode, strict: "error" });
  return { type: "html" as const, value: `<${element} data-pagefind-ignore>${set}</${element}>` };
}

/** Makes plain cells of the empty headers of tables, which would announce nothing. */
export const emptyHeaders: HastPluginEntry = defineHastPlugin({
  name: "empty-headers",
  element: {
    filter: ["th"],
    visit: (node) => (node.children.length === 0 ? { ...node, tagName: "td" } : undefined),
  },
});
