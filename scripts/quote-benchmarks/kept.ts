import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { quoteTables, type Results, readResults } from "@tenetjs/bench";

/** Every kept run, by the path of its file relative to `root`. */
export function keptRuns(root: string): Map<string, Results> {
  const folder = join(root, "apps/bench/results");
  return new Map(
    globSync("*.json", { cwd: folder })
      .sort()
      .map((name) => {
        const file = join(folder, name);
        return [relative(root, file), readResults(readFileSync(file, "utf8"), name)];
      }),
  );
}

/** The tables to quote, by name. */
export function keptTables(root: string): Record<string, string> {
  return quoteTables(Array.from(keptRuns(root).values()));
}

/** The paths, relative to `root`, of the documents that may quote tables. */
export function quotingFiles(root: string): string[] {
  return globSync(["*.md", "decisions/*.md", "docs/**/*.md", "{packages,apps}/*/README.md"], {
    cwd: root,
  }).sort();
}
