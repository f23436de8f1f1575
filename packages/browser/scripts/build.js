/*
 * Bundles the packages for pages without a bundler, into dist/: a file for each entry that pages can load, whose common parts are chunks that the
 * files share, and tenet.js, which has everything in one file. Each file is an ES module. The elements of the lab have files of their own, with their workers
 * beside them. Also writes the files' sizes.
 */
import { readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { entries, everything, labEntries, workerEntries } from "./entries.js";
import { workers } from "./workers.js";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
await rm("dist", { recursive: true, force: true });

/** @type {Readonly<Record<string, string>>} */
const texts = { ...entries, ...labEntries, ...workerEntries, tenet: everything };

/** @type {import("esbuild").Plugin} */
const sources = {
  name: "sources",
  setup(build) {
    build.onResolve({ filter: /^entry:/ }, ({ path }) => ({
      path: path.slice("entry:".length),
      namespace: "entry",
    }));
    build.onLoad({ filter: /.*/, namespace: "entry" }, ({ path }) => ({
      contents: texts[path] ?? "",
      resolveDir: process.cwd(),
    }));
  },
};

/**
 * @param {readonly string[]} names
 * @param {boolean} splitting
 */
async function bundle(names, splitting) {
  const { metafile } = await build({
    entryPoints: names.map((name) => ({ in: `entry:${name}`, out: name })),
    outdir: "dist",
    bundle: true,
    minify: true,
    splitting,
    chunkNames: "chunks/[name]-[hash]",
    format: "esm",
    platform: "browser",
    target: "es2022",
    legalComments: "linked",
    logLevel: "warning",
    metafile: true,
    plugins: [sources, workers],
  });
  return metafile.outputs;
}

// What files share has in it all that any of them uses. So the packages, the elements and the workers share nothing with each other.
const outputs = {
  ...(await bundle(Object.keys(entries), true)),
  ...(await bundle(Object.keys(labEntries), true)),
  ...(await bundle(Object.keys(workerEntries), true)),
  ...(await bundle(["tenet"], false)),
};

/**
 * A file and the chunks that a page loads with it.
 *
 * @param {string} path
 * @param {Set<string>} [found]
 */
function loadedWith(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  for (const { path: other, kind } of outputs[path]?.imports ?? [])
    if (kind === "import-statement") loadedWith(other, found);
  return found;
}

/** @typedef {{ bytes: number, gzip: number, brotli: number }} Size */

/** @param {string} path */
async function measure(path) {
  const content = await readFile(path);
  return {
    bytes: content.length,
    gzip: gzipSync(content, { level: 9 }).length,
    brotli: brotliCompressSync(content).length,
  };
}

/** @type {Map<string, Promise<Size>>} */
const measured = new Map();

/**
 * The sizes of a file. A chunk, which many files load, is measured once.
 *
 * @param {string} path
 */
function sizeOf(path) {
  const size = measured.get(path) ?? measure(path);
  measured.set(path, size);
  return size;
}

/** @type {Record<string, Size>} */
const sizes = {};
for (const name of Object.keys({ ...entries, ...labEntries, tenet: everything }).toSorted()) {
  const files = await Promise.all([...loadedWith(`dist/${name}.js`)].map(sizeOf));
  sizes[`${name}.js`] = files.reduce((sum, { bytes, gzip, brotli }) => ({
    bytes: sum.bytes + bytes,
    gzip: sum.gzip + gzip,
    brotli: sum.brotli + brotli,
  }));
}
await writeFile("dist/sizes.json", `${JSON.stringify(sizes, null, 2)}\n`);
