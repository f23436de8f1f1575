/*
 * `pnpm --filter @tenetjs/docs font` writes inter.woff2: the characters and weights of Inter that the site uses. The published font has twice as many bytes, and
 * each page loads it.
 */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";
import { fontCharacters } from "./font-characters.ts";

const whole = import.meta.resolve("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2");
const subset = await subsetFont(await readFile(fileURLToPath(whole)), fontCharacters, {
  targetFormat: "woff2",
  variationAxes: { wght: { min: 400, max: 700 } },
});
await writeFile(new URL("inter.woff2", import.meta.url), subset);
