import type { Declaration } from "./declaration.ts";
import type { EntryPoint } from "./entry-points.ts";

/** The page that lists every name of every entry, in Markdown. The element around the lists filters them. */
export function referenceIndex(
  entries: ReadonlyArray<{
    readonly entry: EntryPoint;
    readonly listed: ReadonlyArray<{ readonly declaration: Declaration; readonly href: string }>;
  }>,
): string {
  const lists = entries.flatMap(({ entry, listed }) => [
    `## ${entry.name}`,
    listed.map(({ declaration, href }) => item(declaration, href)).join("\n") || `Import it for its effect.`,
  ]);
  return [
    "# All functions and types",
    "Every name that the packages export, and what it is. Type to narrow the list, or press `/` to search all pages.",
    "<tenet-name-filter>",
    ...lists,
    "</tenet-name-filter>",
  ].join("\n\n");
}

function item({ name, doc }: Declaration, href: string): string {
  const [sentence = ""] = /^[\s\S]*?[.:](?=\s|$)/.exec(doc) ?? [doc];
  const about = sentence
    .replace(/\s+/g, " ")
    .replace(/:$/, ".")
    .replaceAll("<", "&lt;")
    .replaceAll("$", "\\$");
  return `- [\`${name}\`](${href}) ${about}`.trimEnd();
}
