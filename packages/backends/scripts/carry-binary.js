/*
 * Copies the SIMD binary of tfjs's WASM backend to dist/, where bundlers find it, and embeds it, compressed, in a module for bundles that
 * consist of one file. Also writes its version, which has to be that of tfjs's JavaScript.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const packageName = "@tensorflow/tfjs-backend-wasm";
const file = "tfjs-backend-wasm-simd.wasm";

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL("..", import.meta.url));
const binary = await readFile(require.resolve(`${packageName}/wasm-out/${file}`));
const { version } = JSON.parse(await readFile(require.resolve(`${packageName}/package.json`), "utf8"));
const base64 = gzipSync(binary, { level: 9 }).toString("base64");
const head = `// Made by scripts/carry-binary.js from ${packageName}.\n`;

process.chdir(root);
await mkdir("dist", { recursive: true });
await mkdir("src/generated", { recursive: true });
await writeWhereChanged(`dist/${file}`, binary);
await writeWhereChanged(
  "src/generated/carried-version.ts",
  `${head}/** The version of tfjs whose WASM binary this package carries. */\nexport const carriedVersion = "${version}";\n`,
);
await writeWhereChanged(
  "src/generated/carried-bytes.ts",
  `${head}/** The binary, compressed with gzip, as base64. */\nexport const carriedBytes =\n  "${base64}";\n`,
);

/** Leaves an unchanged file untouched, so that builds which depend on it stay up to date. */
async function writeWhereChanged(path, content) {
  const former = await readFile(path).catch(() => undefined);
  if (former === undefined || !former.equals(Buffer.from(content))) await writeFile(path, content);
}
