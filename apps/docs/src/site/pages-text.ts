import { pageSources } from "./page-sources.ts";
import { readPage } from "./read-page.ts";
import { sidebar } from "./sidebar.ts";

/** All pages in the order of the navigation: a list of links with descriptions, or their whole text. */
export async function pagesText(form: "list" | "full"): Promise<string> {
  const base = import.meta.env.BASE_URL;
  const address = (route: string) => new URL(`${base}${route}/`, import.meta.env.SITE ?? "http://localhost/");
  const pages = new Map(pageSources(base).map((source) => [source.route, source]));
  const groups = sidebar.map((group) => {
    if (typeof group !== "object" || !("items" in group)) return "";
    const texts = group.items.map((item) => {
      const source = pages.get(typeof item === "string" ? item : "slug" in item ? item.slug : "");
      if (source === undefined) return "";
      if (form === "full") return source.text;
      const { title, description } = readPage(source.text, source.file);
      return `- [${title}](${address(source.route)}): ${description}`;
    });
    return form === "full" ? texts.join("\n\n") : `## ${group.label}\n\n${texts.join("\n")}`;
  });
  return [
    "# Tenet",
    "> TypeScript packages for recurrent neural networks on TensorFlow.js, in Node and in browsers.",
    ...groups,
  ].join("\n\n");
}
