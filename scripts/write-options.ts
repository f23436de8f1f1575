/* `pnpm options` writes the tables of options in the README of the command line. A test fails where they are stale. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { optionTables, withOptionTables } from "../apps/cli/src/readme/option-tables.test.support.ts";

const readme = join(import.meta.dirname, "../apps/cli/README.md");
writeFileSync(readme, withOptionTables(readFileSync(readme, "utf8"), await optionTables()));
