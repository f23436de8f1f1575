import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./site/routes.ts";

test("the page on errors lists every code that a source throws, once, and says what to do", () => {
  const sources = globSync("{packages,apps}/*/src/**/*.ts", {
    cwd: root,
    exclude: (path) => /node_modules|\.test\.|\/testing\//.test(String(path)),
  });
  const thrown = sources.flatMap((file) =>
    [...readFileSync(join(root, file), "utf8").matchAll(/new TenetError\(\s*"([A-Z0-9_]+)"/g)].map(
      ([, code]) => code,
    ),
  );
  const page = readFileSync(join(root, "docs/guide/errors.md"), "utf8");
  const rows = [...page.matchAll(/^\| `([A-Z0-9_]+)` +\| (.+?) +\| (.+?) +\|$/gm)];
  expect(rows.map(([, code]) => code).toSorted()).toEqual([...new Set(thrown)].toSorted());
});
