/*
 * `pnpm results:write` writes docs/results and the tables that quote it, from the data in docs/results/data. A test fails where a file is stale.
 */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { resultsFiles } from "./results/results-files.ts";

const root = join(import.meta.dirname, "..");
const files = await resultsFiles(root);
for (const file of globSync("docs/results/figures/*.svg", { cwd: root }))
  if (!files.has(file)) rmSync(join(root, file));
for (const [file, text] of files) {
  const path = join(root, file);
  if (existsSync(path) && readFileSync(path, "utf8") === text) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  process.stdout.write(`${file}\n`);
}
