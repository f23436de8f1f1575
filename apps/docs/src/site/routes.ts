import { globSync } from "node:fs";
import { dirname, join } from "node:path";

/** The repository. */
export const root = join(import.meta.dirname, "../../../..");

/** The address of the repository, for links to files that are not pages. */
export const repository = "https://github.com/tenetjs/tenet";

/** Where Markdown files of the repository stand on the site. `*` stands for the same text in both. */
const places = [
  { file: "README.md", route: "overview" },
  { file: "ARCHITECTURE.md", route: "project/architecture" },
  { file: "CONTRIBUTING.md", route: "project/contributing" },
  { file: "docs/**/*.md", route: (file: string) => file.slice("docs/".length, -".md".length) },
  { file: "examples/README.md", route: "guide/examples" },
  { file: "apps/cli/README.md", route: "guide/command-line" },
  { file: "apps/bench/README.md", route: "results/measuring" },
  { file: "apps/bench/results/README.md", route: "results/kept" },
  { file: "packages/{conformance,testing,bundling}/README.md", route: undefined },
  { file: "packages/*/README.md", route: (file: string) => dirname(file) },
  { file: "decisions/README.md", route: "project/decisions" },
  { file: "decisions/*.md", route: (file: string) => `project/${file.slice(0, -".md".length)}` },
] as const;

/** The routes of the site's pages from Markdown, by the path of the file in the repository. */
export function markdownRoutes(): ReadonlyMap<string, string> {
  const routes = new Map<string, string | undefined>();
  for (const { file, route } of places) {
    for (const path of globSync(file, { cwd: root }).sort()) {
      if (!routes.has(path)) routes.set(path, typeof route === "function" ? route(path) : route);
    }
  }
  return new Map([...routes].flatMap(([file, route]) => (route === undefined ? [] : [[file, route]])));
}
