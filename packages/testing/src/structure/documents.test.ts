import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { repository } from "./manifests.ts";

const root = join(import.meta.dirname, "../../../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

test("each step of ARCHITECTURE.md's walk from text to tile is a function of the file that it names", () => {
  const steps = [...read("ARCHITECTURE.md").matchAll(/^\d+\. `(\w+)` \(\[\w+\]\(([^)]+\.ts)\)\)/gm)];
  expect(steps).toHaveLength(10);
  const missing = steps.filter(
    ([, name, path]) =>
      !new RegExp(`export function (?:\\* ?)?${name}\\b|export async function\\* ${name}\\b`).test(
        read(path as string),
      ),
  );
  expect(missing.map(([line]) => line)).toEqual([]);
});

const isPublished = (folder: string) => JSON.parse(read(join(folder, "package.json"))).private !== true;
const published = globSync(["packages/*", "apps/*"], { cwd: root }).filter(isPublished);
const documents = [
  ...["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "SECURITY.md"],
  ...globSync(["docs/**/*.md", "decisions/*.md", "packages/*/README.md", "apps/*/README.md"], { cwd: root }),
  ...globSync("packages/*/golden/README.md", { cwd: root }),
];
/** The targets of a document's links and pictures, without their queries and fragments. */
const linksOf = (document: string) =>
  [...read(document).matchAll(/(?:\]\(|<img[^>]* src=")([^)?#"\s]+)[^)"]*[)"]/g)].map(
    ([, target]) => target as string,
  );
const isRelative = (target: string) => !/^[a-z]+:/.test(target);

test.each(documents)("the links of %s to files of the repository have a target", (document) => {
  const links = linksOf(document);
  const here = links.filter(isRelative).map((target) => join(dirname(document), target));
  const absolute = links.flatMap((target) => pathInRepository(target) ?? []);
  expect([...here, ...absolute].filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

test.each(published)("the README of %s, which npm shows elsewhere, has no relative link", (folder) => {
  expect(linksOf(join(folder, "README.md")).filter(isRelative)).toEqual([]);
});

/** The path of a file to which an absolute link to the repository points. */
function pathInRepository(link: string): string | undefined {
  const start = `${repository}/`;
  return link.startsWith(start)
    ? /^(?:blob|tree)\/main\/(.+)$/.exec(link.slice(start.length))?.[1]
    : undefined;
}
