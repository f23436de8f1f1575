import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { testedVersions } from "@tenetjs/backends/internals";
import { describe, expect, test } from "vitest";
import { repository } from "./manifests.ts";

const root = join(import.meta.dirname, "../../../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");

const documents = globSync(
  ["*.md", "docs/**/*.md", "decisions/*.md", "packages/*/README.md", "apps/*/README.md"],
  {
    cwd: root,
  },
);

describe("a document that installs our packages by name says how to do that before they are on npm", () => {
  const section = `${repository}/blob/main/README.md#in-a-project-of-your-own`;
  const until = `Until Tenet is on npm, [install it from a clone](${section})`;
  const installs = /\bnpm (?:install|i|add)\b[^\n`]*(?: @tenetjs\/| tenet\b)/;

  test.each(documents)("%s", (document) => {
    const text = read(document);
    if (installs.test(text)) expect(text).toContain(until);
    // `npx` would run whatever has the name.
    expect(text).not.toMatch(/\bnpx (?:-\S+ )*(?:tenet|@tenetjs\/)/);
  });

  test("there is such a section in the README", () => {
    expect(read("README.md")).toMatch(/^## In a project of your own$/m);
  });
});

describe("the versions of tfjs are the same everywhere", () => {
  const { lowest, highest } = testedVersions;

  test("in pnpm-workspace.yaml, from which package.json takes its ranges", () => {
    const [, catalog = ""] = read("pnpm-workspace.yaml").split(/^catalogs:\n {2}tfjs:\n/m);
    const ranges = [...catalog.matchAll(/^ {4}"@tensorflow\/[\w-]+": "(.*)"$/gm)].map(([, range]) => range);
    expect(ranges).toHaveLength(4);
    for (const range of ranges) expect(range).toBe(`>=${lowest} <=${highest}`);
  });

  test.each(globSync(["packages/*/package.json", "apps/*/package.json"], { cwd: root }))("in %s", (path) => {
    const { name, private: isPrivate, dependencies = {}, peerDependencies = {} } = JSON.parse(read(path));
    const ranges = Object.entries({ ...dependencies, ...peerDependencies }).filter(([other]) =>
      /^@tensorflow\/tfjs-(core|backend)/.test(other),
    );
    // The command line is a program of its own. What is private runs on the version of the workspace.
    const pinned = name === "tenet" || isPrivate === true;
    for (const [other, range] of ranges)
      expect(range, other).toMatch(pinned ? /^catalog:(tfjs)?$/ : /^catalog:tfjs$/);
  });

  test.each([
    "README.md",
    "packages/backends/README.md",
    "ARCHITECTURE.md",
    "decisions/0004-dependencies.md",
  ])("in %s", (document) => {
    expect(read(document)).toContain(`${lowest} to ${highest}`);
  });
});

test("the version of webgpu that messages and documents name is the one that is tested", () => {
  const { devDependencies } = JSON.parse(read("packages/backends/package.json"));
  const named = [
    ...["README.md", "packages/backends/README.md", "apps/cli/README.md", "docs/gpus.md"],
    "packages/backends/src/host/node.ts",
  ].flatMap((path) => [...read(path).matchAll(/npm install (?:--global )?webgpu@([\d.]*\d)/g)]);
  expect(named).toHaveLength(5);
  for (const [, version] of named) expect(version).toBe(devDependencies.webgpu);
});
