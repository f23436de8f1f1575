import { existsSync, globSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The repository. */
export const root = join(import.meta.dirname, "../../../..");

/** The folders that have a package.json: the repository, its packages and its apps. */
export const folders = [
  root,
  ...["packages", "apps"].flatMap((parent) =>
    readdirSync(join(root, parent)).map((name) => join(root, parent, name)),
  ),
].filter((folder) => existsSync(join(folder, "package.json")));

/** The documents with examples, and the folder in which each is run: the examples of the guide may import any package. */
export const documents = [
  ...folders
    .map((folder) => ({ folder, path: join(folder, "README.md") }))
    .filter(({ path }) => existsSync(path)),
  ...globSync("docs/**/*.md", { cwd: root }).map((path) => ({
    folder: join(root, "apps/docs"),
    path: join(root, path),
  })),
];
