/*
 * Writes the reference in packages/lab/README.md from the definitions of the elements: `pnpm docs:elements`. A test fails if it is out of date.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { labReadme, withElements } from "./document-elements/elements-markdown.ts";

writeFileSync(labReadme, withElements(readFileSync(labReadme, "utf8")));
