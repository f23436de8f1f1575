import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fillQuotes } from "@tenetjs/bench";
import { expect, test } from "vitest";
import { keptRuns, keptTables, quotingFiles } from "./kept.ts";

const root = join(import.meta.dirname, "../..");

test.each(quotingFiles(root))(
  "%s quotes the kept benchmarks (run `pnpm bench:quote` if it does not)",
  (file) => {
    const text = readFileSync(join(root, file), "utf8");
    expect(text).toBe(fillQuotes(text, keptTables(root), file));
  },
);

test("every kept run can be read, and one of them is the guard's", () => {
  expect(Array.from(keptRuns(root).keys())).toContain("apps/bench/results/guard-amd-avx-512.json");
});
