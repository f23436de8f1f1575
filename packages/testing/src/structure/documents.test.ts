import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";

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

describe("relative links point to files", () => {
  const documents = [
    ...["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"],
    ...globSync(["docs/**/*.md", "decisions/*.md", "packages/*/README.md", "apps/*/README.md"], {
      cwd: root,
    }),
    ...globSync("packages/*/golden/README.md", { cwd: root }),
  ];

  test.each(documents)("%s", (document) => {
    const links = [...read(document).matchAll(/(?:\]\(|<img[^>]* src=")([^)#"\s]+)[^)"]*[)"]/g)].map(
      ([, target]) => target as string,
    );
    const local = links.filter((target) => !/^[a-z]+:/.test(target));
    expect(local.filter((target) => !existsSync(join(root, dirname(document), target)))).toEqual([]);
  });
});
