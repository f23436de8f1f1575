/*
 * Bundles the program of the kernels' workers and embeds it in a TypeScript module as text, so that a page can start it from wherever a
 * bundler has put it.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const { outputFiles } = await build({
  entryPoints: ["src/wasm/threads/worker.js"],
  bundle: true,
  minify: true,
  format: "iife",
  platform: "browser",
  target: "es2022",
  write: false,
});
const program = outputFiles.map(({ text }) => text.trim()).join("\n");
const path = "src/generated/worker-program.ts";
const source = `// Made by scripts/embed-worker.js from src/wasm/threads/worker.js.
export const workerProgram = ${JSON.stringify(program)};
`;
await mkdir("src/generated", { recursive: true });
// An unchanged file stays untouched, so that builds which depend on it stay up to date.
if ((await readFile(path, "utf8").catch(() => "")) !== source) await writeFile(path, source);
