import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { markdownReport, readResults } from "@tenetjs/bench";
import type { PageSource } from "../site/page-source.ts";
import { root } from "../site/routes.ts";

const folder = "apps/bench/results";

/** A page for each kept full run of the benchmarks, the newest first. */
export function resultSources(): PageSource[] {
  return globSync("[0-9]*.json", { cwd: join(root, folder) })
    .sort()
    .reverse()
    .map((name) => {
      const file = join(folder, name);
      const results = readResults(readFileSync(join(root, file), "utf8"), name);
      return { route: `results/${name.slice(0, -".json".length)}`, file, text: markdownReport(results) };
    });
}
