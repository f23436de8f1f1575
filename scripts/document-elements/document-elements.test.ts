import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { labReadme, withElements } from "./elements-markdown.ts";

test("the README of lab is up to date with the elements' definitions (`pnpm docs:elements` renews it)", () => {
  const text = readFileSync(labReadme, "utf8");
  expect(text).toBe(withElements(text));
});
