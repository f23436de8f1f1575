/** The names that the code blocks of a Markdown text import from Tenet's packages, by entry: `@tenetjs/core/tensors`. */
export function importedIn(markdown: string): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const [, names = "", entry = ""] of markdown.matchAll(
    /^import \{([^}]*)\} from "(@tenetjs\/[^"]+)";?$/gm,
  )) {
    const known = found.get(entry) ?? new Set();
    for (const name of names.split(",")) known.add(name.replace(/^\s*type\s/, "").trim());
    found.set(entry, known);
  }
  return found;
}
