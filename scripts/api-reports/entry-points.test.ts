import { join } from "node:path";
import { expect, test } from "vitest";
import { entryPoints } from "./entry-points.ts";

test("the entry points are those of the published packages, without the private ones", () => {
  const names = entryPoints(join(import.meta.dirname, "../..")).map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(["core", "core.tensors", "backends.internals"]));
  expect(names.filter((name) => name.startsWith("testing"))).toEqual([]);
});
