/*
 * `pnpm docs:font` writes the font of the site: the characters and weights of Inter that its prose and its figures use. Each page loads the font, and the published one
 * has twice as many bytes. Browsers take other characters from a font of the system.
 */
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";

const ascii = String.fromCodePoint(...Array.from({ length: 0x7f - 0x20 }, (_, index) => 0x20 + index));
const characters = `${ascii}–—‘’“”…−×·→←↑↓≤≥≈±°²³©äéöüßÄÖÜ`;

const whole = import.meta.resolve("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2");
const subset = await subsetFont(await readFile(fileURLToPath(whole)), characters, {
  targetFormat: "woff2",
  variationAxes: { wght: { min: 400, max: 700 } },
});
await writeFile(new URL("../apps/docs/src/fonts/inter.woff2", import.meta.url), subset);
