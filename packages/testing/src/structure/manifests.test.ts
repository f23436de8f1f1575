import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { metadataOf, repository } from "./manifests.ts";

const root = join(import.meta.dirname, "../../../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const manifests = globSync(["packages/*/package.json", "apps/*/package.json"], { cwd: root })
  .map((path) => [dirname(path), JSON.parse(read(path))] as const)
  .filter(([, manifest]) => manifest.private !== true);

describe.each(manifests)("the manifest of %s", (folder, manifest) => {
  test("has the fields that npm's page and its provenance need", () => {
    expect(manifest).toMatchObject(metadataOf(folder));
    expect(manifest.description).not.toBe("");
    expect(manifest.keywords.length).toBeGreaterThanOrEqual(3);
    expect(manifest.files).toContain("CHANGELOG.md");
  });
});

test("the citation names the repository and the license", () => {
  const citation = read("CITATION.cff");
  expect(citation).toContain(`repository-code: "${repository}"`);
  expect(citation).toContain("license: MIT");
});
