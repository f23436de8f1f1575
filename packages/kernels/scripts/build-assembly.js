/*
 * Compiles assembly/ into two WebAssembly binaries, with strict and with relaxed SIMD, and embeds both in a TypeScript module, so
 * that users of the package do not have to configure paths. Also writes the type of the binaries' exports.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { main as compile } from "assemblyscript/asc";
import { textOfBytes } from "../src/wasm/module/byte-text.js";
import { declareExports } from "./declare-exports.js";

const root = fileURLToPath(new URL("..", import.meta.url));

const entry = "assembly/index";
const options = [
  ...["-O3", "--converge", "--noAssert", "--runtime", "stub"],
  // The binary runs on tfjs's memory: it defines and exports none, and has no data or stack to place in it.
  ...["--importMemory", "--noExportMemory", "--initialMemory", "0", "--maximumMemory", "65536"],
  ...["--enable", "simd"],
  // Turns off the warning about exported functions of vectors, which only other files of the assembly import.
  ...["--disableWarning", "112"],
];

/**
 * A binary and the TypeScript source of the type of its exports.
 *
 * @param {string[]} features
 */
async function build(...features) {
  const files = new Map();
  let declaration = "";
  const declare = declareExports(entry, (source) => {
    declaration = source;
  });
  const { error, stderr } = await compile(
    [`${entry}.ts`, "--outFile", "kernels.wasm", ...options, ...features],
    {
      readFile: (name, base) => readFile(`${base}/${name}`, "utf8").then(withDecorators, () => null),
      writeFile: (name, contents) => files.set(name, contents),
      listFiles: () => [],
      transforms: [declare],
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr}`);
  return { wasm: Buffer.from(files.get("kernels.wasm")), declaration };
}

/** Sources have decorators in comments, since TypeScript and Biome allow none on functions. */
function withDecorators(source) {
  return source.replace(/^\/\/ (?=@inline$)/gm, "");
}

/** The offset of the byte that tells whether the imported memory is shared: right after the import's name and kind. */
function memoryFlagsAt(wasm) {
  const memoryImport = Buffer.from("\x03env\x06memory\x02", "latin1");
  const at = wasm.indexOf(memoryImport);
  if (at === -1)
    throw new Error("build-assembly: expected the binary to import env.memory, got no such import.");
  return at + memoryImport.length;
}

async function embed() {
  process.chdir(root);
  const builds = { strict: await build(), relaxed: await build("--enable", "relaxed-simd") };
  if (builds.strict.declaration !== builds.relaxed.declaration)
    throw new Error("build-assembly: expected both builds to export the same functions, got two lists.");
  const entries = Object.entries(builds).map(
    ([name, { wasm }]) =>
      `  ${name}: { memoryFlagsAt: ${memoryFlagsAt(wasm)}, text: "${textOfBytes(wasm)}" },\n`,
  );
  await mkdir("src/generated", { recursive: true });
  await writeWhereChanged("src/generated/kernel-exports.ts", builds.strict.declaration);
  await writeWhereChanged(
    "src/generated/binaries.ts",
    `// Made by scripts/build-assembly.js from assembly/.
export const binaries: Readonly<
  Record<"strict" | "relaxed", { readonly memoryFlagsAt: number; readonly text: string }>
> = {\n${entries.join("")}};\n`,
  );
}

/** Leaves an unchanged file untouched, so that builds which depend on it stay up to date. */
async function writeWhereChanged(path, source) {
  const former = await readFile(path, "utf8").catch(() => "");
  if (former !== source) await writeFile(path, source);
}

await embed();
