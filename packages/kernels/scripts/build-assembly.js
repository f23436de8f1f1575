/*
 * Compiles assembly/ into two WebAssembly binaries, with strict and with relaxed SIMD, and embeds both in a TypeScript
 * module, so that who uses the package sets up no paths.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { main as compile } from "assemblyscript/asc";

const root = fileURLToPath(new URL("..", import.meta.url));

const options = [
  ...["-O3", "--converge", "--noAssert", "--runtime", "stub"],
  // All memory is tfjs's: the binary brings none, exports none, and has no data or stack to place in it.
  ...["--importMemory", "--noExportMemory", "--initialMemory", "0", "--maximumMemory", "65536"],
  ...["--enable", "simd"],
  // Functions of vectors, exported from one file to another, are none of JavaScript's business.
  ...["--disableWarning", "112"],
];

/** @param {string[]} features */
async function binary(...features) {
  const files = new Map();
  const { error, stderr } = await compile(
    ["assembly/index.ts", "--outFile", "kernels.wasm", ...options, ...features],
    {
      readFile: (name, base) => readFile(`${base}/${name}`, "utf8").catch(() => null),
      writeFile: (name, contents) => files.set(name, contents),
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr}`);
  return Buffer.from(files.get("kernels.wasm"));
}

/** The place of the byte that says whether the imported memory is shared: right behind its name and kind. */
function memoryFlagsAt(wasm) {
  const memoryImport = Buffer.from("\x03env\x06memory\x02", "latin1");
  const at = wasm.indexOf(memoryImport);
  if (at === -1)
    throw new Error("build-assembly: expected the binary to import env.memory, found no such import.");
  return at + memoryImport.length;
}

async function embed() {
  process.chdir(root);
  const binaries = { strict: await binary(), relaxed: await binary("--enable", "relaxed-simd") };
  const entries = Object.entries(binaries).map(
    ([name, wasm]) =>
      `  ${name}: { memoryFlagsAt: ${memoryFlagsAt(wasm)}, base64: "${wasm.toString("base64")}" },\n`,
  );
  const source = `// Made by scripts/build-assembly.js from assembly/.
export const binaries: Readonly<
  Record<"strict" | "relaxed", { readonly memoryFlagsAt: number; readonly base64: string }>
> = {\n${entries.join("")}};\n`;
  await mkdir("src/generated", { recursive: true });
  // An unchanged file keeps its date, and what is built from it stays up to date.
  const former = await readFile("src/generated/binaries.ts", "utf8").catch(() => "");
  if (former !== source) await writeFile("src/generated/binaries.ts", source);
}

await embed();
