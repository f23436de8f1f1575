/* `pnpm options` writes the tables of options in the README of the command line, and the JSON schema of sweep files. A test fails where they are stale. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { optionTables, withOptionTables } from "../apps/cli/src/readme/option-tables.test.support.ts";
import { sweepJsonSchema } from "../apps/cli/src/sweep/file/json-schema.test.support.ts";

const cli = join(import.meta.dirname, "../apps/cli");
const readme = join(cli, "README.md");
writeFileSync(readme, withOptionTables(readFileSync(readme, "utf8"), await optionTables()));
writeFileSync(join(cli, "schema/sweep.schema.json"), await sweepJsonSchema());
