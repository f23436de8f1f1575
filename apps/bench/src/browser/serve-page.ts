import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { phrase, problem } from "@tenetjs/core/internals";
import { nodeEnvironment } from "../run/node/environment.ts";
import { packageFolder, packageVersion } from "../run/node/package-version.ts";
import type { About } from "./about.ts";
import { crossOriginIsolation, type FileServer, serveFiles } from "./serve-files.ts";

export type PageServerOptions = {
  /** Defaults to a free port. */
  readonly port?: number;
  /** The directory of the built page. Defaults to the one in this package. */
  readonly directory?: string;
};

/**
 * Starts a server of the benchmark page that only this machine can reach. The page is cross-origin isolated, so it can share memory with its
 * workers, and its Content-Security-Policy forbids requests to other servers.
 *
 * @throws {RangeError} when the port is taken.
 * @throws {Error} when the page was not built.
 */
export async function servePage({
  port = 0,
  directory = fileURLToPath(new URL("../../dist/page/", import.meta.url)),
}: PageServerOptions = {}): Promise<FileServer> {
  const paths = sitePaths(directory);
  const about = JSON.stringify(whatIsServed(paths));
  const contentOf = async (path: string) => {
    if (path === "/about.json") return about;
    const file = paths.get(path);
    return file === undefined ? undefined : readFile(file);
  };
  return serveFiles("servePage", { contentOf, headers, port });
}

/** Files by their path on the server: those of the page, and the WebAssembly of installed libraries. */
function sitePaths(directory: string): ReadonlyMap<string, string> {
  if (!existsSync(join(directory, "index.html"))) {
    throw new Error(
      problem("servePage", `the built page in ${directory}`, phrase("none"), "Run `pnpm build`."),
    );
  }
  const own = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [file.slice(join(directory, "/").length - 1).replaceAll("\\", "/"), file] as const);
  const others = libraries.flatMap(({ at, name, folder, files }) => {
    const installed = packageFolder(name);
    return installed === undefined
      ? []
      : files.map((file) => [at + file, join(installed, folder, file)] as const);
  });
  return new Map([...own, ...others]);
}

const libraries = [
  {
    at: "/tfjs/",
    name: "@tensorflow/tfjs-backend-wasm",
    folder: "wasm-out",
    files: ["", "-simd", "-threaded-simd"].map((kind) => `tfjs-backend-wasm${kind}.wasm`),
  },
  {
    at: "/onnxruntime/",
    name: "onnxruntime-web",
    folder: "dist",
    files: ["ort.wasm.min.mjs", "ort-wasm-simd-threaded.mjs", "ort-wasm-simd-threaded.wasm"],
  },
];

function whatIsServed(paths: ReadonlyMap<string, string>): About {
  const served = libraries.filter(({ at, files }) => files.every((file) => paths.has(at + file)));
  return {
    commit: nodeEnvironment().commit,
    served: Object.fromEntries(served.map(({ name }) => [name, packageVersion(name) ?? "unknown"])),
  };
}

const headers = {
  ...crossOriginIsolation,
  // Libraries evaluate generated code and start workers from blobs.
  "content-security-policy": "default-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:",
};
