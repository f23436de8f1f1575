import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build, type Rolldown } from "vite";

/** Files by their path on the server, such as "/index.html". */
export type Site = ReadonlyMap<string, string | Uint8Array>;

/** The site's folder of tfjs's WASM files. */
export const wasmPaths = "/tfjs/";

/** The test's page and its workers, bundled from the sources like a user's page, with the files that they load. */
export async function bundle(): Promise<Site> {
  const output = (await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: "error",
    resolve: { conditions: ["@tenetjs/source", "module", "browser", "production"] },
    worker: { format: "es" },
    build: { write: false, target: "es2023", reportCompressedSize: false, chunkSizeWarningLimit: 10_000 },
  })) as Rolldown.RolldownOutput;
  const files = output.output.map((file): [string, string | Uint8Array] => [
    `/${file.fileName}`,
    file.type === "chunk" ? file.code : file.source,
  ]);
  return new Map([...files, ...(await wasmFiles())]);
}

async function wasmFiles(): Promise<[string, Uint8Array][]> {
  const folder = dirname(
    createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm"),
  );
  const names = [
    "tfjs-backend-wasm.wasm",
    "tfjs-backend-wasm-simd.wasm",
    "tfjs-backend-wasm-threaded-simd.wasm",
  ];
  return Promise.all(
    names.map(
      async (name): Promise<[string, Uint8Array]> => [wasmPaths + name, await readFile(join(folder, name))],
    ),
  );
}
