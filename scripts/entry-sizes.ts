/*
 * The size of each entry point of the published packages, in `docs/sizes.md`. `pnpm sizes:entries` writes the table from the build. With `--check`, the command
 * fails if an entry point is new or gone, or if its size has changed by more than a few percent.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { measureEntries } from "./entry-sizes/measure-entries.ts";
import { changedSizes, sizesIn, withSizes } from "./entry-sizes/sizes-markdown.ts";

const root = join(import.meta.dirname, "..");
const file = join(root, "docs/sizes.md");
const { values: options } = parseArgs({ options: { check: { type: "boolean", default: false } } });

const kept = readFileSync(file, "utf8");
const built = await measureEntries(root);
const changes = changedSizes(sizesIn(kept), built);
for (const change of changes) process.stdout.write(`${change}\n`);

if (!options.check) {
  writeFileSync(file, withSizes(kept, built));
} else if (changes.length > 0) {
  process.stdout.write(
    "\ndocs/sizes.md is out of date. If these sizes are meant, run `pnpm sizes:entries` and commit what it writes.\n",
  );
  process.exitCode = 1;
}
