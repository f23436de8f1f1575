/* Bundles the benchmark page, with the libraries that run in it, into the directory that is named, by default `dist/page`. */
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build, type Plugin } from "vite";
import { bundledLicenses } from "./bundled-licenses.ts";

const root = join(import.meta.dirname, "..");
const outDir = resolve(process.argv[2] ?? join(root, "dist/page"));

/** ONNX Runtime has 14 MB of WebAssembly, so the page's server serves it from where it is installed. */
const onnxruntimeServed: Plugin = {
  name: "onnxruntime-served",
  enforce: "pre",
  resolveId: (id) =>
    id === "onnxruntime-web" ? { id: "/onnxruntime/ort.wasm.min.mjs", external: "absolute" } : null,
};

/** brain.js imports Node's streams for a part that is not used here. */
const streamStub: Plugin = {
  name: "stream-stub",
  enforce: "pre",
  resolveId: (id) => (id === "stream" ? "\0stream" : null),
  load: (id) => (id === "\0stream" ? "export class Writable {}" : null),
};

/** The versions of libraries that do not export their version. */
const bundledVersions = Object.fromEntries(
  ["@jax-js/jax", "@tensorflow/tfjs", "brain.js"].map((name) => {
    const manifest = readFileSync(join(root, "node_modules", name, "package.json"), "utf8");
    return [name, (JSON.parse(manifest) as { version: string }).version];
  }),
);

const licenses = bundledLicenses();
const plugins = [onnxruntimeServed, streamStub, licenses.plugin];
await build({
  root: join(root, "src/browser/page"),
  configFile: false,
  // Warnings are about the libraries' code.
  logLevel: "error",
  resolve: { conditions: ["@tenetjs/source", "module", "browser", "production"] },
  define: { bundledVersions: JSON.stringify(bundledVersions) },
  plugins,
  worker: { format: "es", plugins: () => plugins },
  build: {
    outDir,
    emptyOutDir: true,
    target: "es2023",
    reportCompressedSize: false,
    chunkSizeWarningLimit: 10_000,
  },
});
await writeFile(join(outDir, "licenses.md"), licenses.markdown());
