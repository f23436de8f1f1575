import { expect, test } from "vitest";
import { entryPoints } from "./entry-points.ts";
import { readDeclarations } from "./read-declarations.ts";
import { referencePage } from "./reference-page.ts";

const entries = entryPoints();
const sampling = entries.find(({ name }) => name === "@tenetjs/sampling");
const declarations = readDeclarations(["packages/sampling/src/index.ts", "packages/core/src/index.ts"]);
const own = declarations.get("packages/sampling/src/index.ts") ?? [];

test("entries for sister packages are left out", () => {
  expect(entries.map(({ name }) => name).filter((name) => name.includes("internals"))).toEqual([]);
  expect(entries.map(({ name }) => name)).toContain("@tenetjs/core/tensors");
});

test("a function is shown as it is written, with its defaults and without its body", () => {
  const { code, throws } = own.find(({ name }) => name === "generate") ?? {};
  expect(code).toContain("transforms = [],");
  expect(code).toMatch(/\}: GenerateOptions<State>\): AsyncGenerator<Token<State>, void, undefined>$/);
  expect(throws).toHaveLength(1);
});

test("the types of a declaration that the packages export are links, and its examples too", () => {
  const page = referencePage(sampling as NonNullable<typeof sampling>, own, {
    linkTo: (type) => (type === "Transform" ? "/there" : undefined),
    examplesOf: (name) => (name === "topP" ? [{ title: "Sampling", href: "/guide" }] : []),
    packagePage: "/package",
  });
  expect(page).toMatch(
    /### topP\n[\s\S]*?Types: \[Transform\]\(\/there\)\. Used in: \[Sampling\]\(\/guide\)\./,
  );
});
