/* Writes the version of the packages into the source of `core`, from which files of runs have it: a part of `pnpm release:version`. */
import { readFileSync, writeFileSync } from "node:fs";

const core = new URL("../packages/core/", import.meta.url);
const { version } = JSON.parse(readFileSync(new URL("package.json", core), "utf8"));
const source = new URL("src/version.ts", core);
writeFileSync(source, readFileSync(source, "utf8").replace(/version = ".*"/, `version = "${version}"`));
