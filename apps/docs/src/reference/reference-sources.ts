import { join } from "node:path";
import type { PageSource } from "../site/page-source.ts";
import type { Declaration } from "./declaration.ts";
import { type EntryPoint, entryPoints } from "./entry-points.ts";
import { importedIn } from "./imported-in.ts";
import { readDeclarations } from "./read-declarations.ts";
import { referenceIndex } from "./reference-index.ts";
import { fragments, inPageOrder, referencePage } from "./reference-page.ts";

/**
 * The pages of the reference, one for each public entry, and their index. `guides` are the pages whose examples import what the reference
 * describes, by route.
 */
export function referenceSources(base: string, guides: readonly PageSource[]): PageSource[] {
  const entries = entryPoints();
  const modules = readDeclarations(entries.map(({ source }) => source));
  const declared = entries.map((entry) => {
    const declarations = inPageOrder(modules.get(entry.source) ?? []);
    const anchors = fragments(declarations);
    const listed = declarations.map((declaration, index) => ({
      declaration,
      href: `${base}${entry.route}/#${anchors[index]}`,
    }));
    return { entry, listed };
  });
  const examples = guides.map((guide) => ({ ...guide, imported: importedIn(guide.text) }));
  const linkTo = (type: string, from: EntryPoint): string | undefined => {
    const named = declared.flatMap(({ entry, listed }) =>
      listed
        .filter(({ declaration }) => declaration.name === type && isType(declaration))
        .map((found) => ({ entry, ...found })),
    );
    const here = named.find(({ entry }) => entry === from);
    // A name that two packages use for different types leads nowhere.
    const places = new Set(named.map(({ declaration: { file, line } }) => `${file}:${line}`));
    return (here ?? (places.size === 1 ? named[0] : undefined))?.href;
  };
  const pages = declared.map(({ entry, listed }) => ({
    route: entry.route,
    file: entry.source,
    text: referencePage(
      entry,
      listed.map(({ declaration }) => declaration),
      {
        linkTo,
        examplesOf: (name, { name: module }) =>
          examples
            .filter(({ imported }) => imported.get(module)?.has(name))
            .map(({ text, route }) => ({ title: titleOf(text), href: `${base}${route}/` })),
        packagePage: `${base}${packageRoute(entry)}/`,
      },
    ),
  }));
  return [
    ...pages,
    {
      route: "reference",
      file: join("apps/docs/src/reference/reference-index.ts"),
      text: referenceIndex(declared),
    },
  ];
}

function isType({ kind }: Declaration): boolean {
  return kind === "type" || kind === "class";
}

function titleOf(markdown: string): string {
  return /^# (.+)$/m.exec(markdown)?.[1] ?? "";
}

/** The route of the README of the package that has the entry. */
function packageRoute({ source }: EntryPoint): string {
  const folder = source.split("/").slice(0, 2).join("/");
  return folder === "apps/bench" ? "results/measuring" : folder;
}
