/*
 * `pnpm bench:quote` writes the benchmark tables that documents quote, from the newest full runs in apps/bench/results. A test fails where a table
 * is stale.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fillQuotes } from "@tenetjs/bench";
import { keptTables, quotingFiles } from "./quote-benchmarks/kept.ts";

const root = join(import.meta.dirname, "..");
const tables = keptTables(root);
for (const file of quotingFiles(root)) {
  const text = readFileSync(join(root, file), "utf8");
  const filled = fillQuotes(text, tables, file);
  if (filled === text) continue;
  writeFileSync(join(root, file), filled);
  process.stdout.write(`${file}\n`);
}
