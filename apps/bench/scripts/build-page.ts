/* Bundles the page of the benchmarks, with the libraries that run in it, to a directory: `dist/page` unless another is named. */
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { build, type Plugin } from "vite";
import { bundledLicenses } from "./bundled-licenses.ts";

const root = join(import.meta.dirname, "..");
const outDir = resolve(process.argv[2] ?? join(root, "dist/page"));

/** ONNX Runtime has 14 MB of WebAssembly: the page's server serves it from where it is installed. */
const onnxruntimeServed: Plugin = {
  name: "onnxruntime-served",
  enforce: "pre",
  resolveId: (id) =>
    id === "onnxruntime-web" ? { id: "/onnxruntime/ort.wasm.min.mjs", external: "absolute" } : null,
};

/** A part of brain.js that nobody asks for here is a stream of Node's. */
const streamStub: Plugin = {
  name: "stream-stub",
  enforce: "pre",
  resolveId: (id) => (id === "stream" ? "\0stream" : null),
  load: (id) => (id === "\0stream" ? "export class Writable {}" : null),
};

/** Of libraries that do not say by themselves which version they are. */
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
  // Libraries bring warnings about their own code.
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
