import { readFileSync } from "node:fs";
import { join } from "node:path";
import { referenceSources } from "../reference/reference-sources.ts";
import { resultSources } from "../results/result-sources.ts";
import type { PageSource } from "./page-source.ts";
import { markdownRoutes, root } from "./routes.ts";

/** Every page that is Markdown: files of the repository, the reference, and results. */
export function pageSources(base: string): PageSource[] {
  const files = markdownSources();
  return [...files, ...referenceSources(base, files), ...resultSources()];
}

/** The pages that are files of the repository. */
export function markdownSources(): PageSource[] {
  return Array.from(markdownRoutes(), ([file, route]) => ({
    file,
    route,
    text: readFileSync(join(root, file), "utf8"),
  }));
}
