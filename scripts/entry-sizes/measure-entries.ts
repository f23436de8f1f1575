import { builtinModules } from "node:module";
import esbuildPlugin from "@size-limit/esbuild";
import filePlugin from "@size-limit/file";
import sizeLimit from "size-limit";
import { entryPoints } from "../api-reports/entry-points.ts";

/** What an entry point weighs, in bytes compressed with brotli. */
export type EntrySize = {
  /** As programs import it: `@tenetjs/core/tensors`. */
  readonly entry: string;
  readonly brotli: number;
};

/**
 * The sizes of all that users import, from the build: each entry point with everything that it loads at once or later, minified. tfjs is left out,
 * since a program that uses several entry points has it once, and so are Node's own modules.
 */
export async function measureEntries(root: string): Promise<EntrySize[]> {
  const entries = entryPoints(root).filter(({ name }) => !/\.internals$/.test(name));
  const measured = (await sizeLimit([esbuildPlugin, filePlugin], {
    cwd: root,
    checks: entries.map(({ declarations }) => ({
      files: [declarations.replace(/\.d\.ts$/, ".js")],
      ignore: left,
      modifyEsbuildConfig,
    })),
  })) as readonly { readonly size?: number }[];
  return entries.map(({ name }, at) => ({
    entry: importName(name),
    brotli: measured[at]?.size ?? Number.NaN,
  }));
}

const left = ["@tensorflow/*", "node:*", ...builtinModules, "webgpu", "h5wasm"];

/** Bundles for pages, in the module format that code can be split in, so that a file which two chunks need counts once. */
function modifyEsbuildConfig(config: object): object {
  return { ...config, format: "esm", platform: "browser", splitting: true, loader: { ".wasm": "file" } };
}

function importName(name: string): string {
  const [folder, ...subpath] = name.split(".");
  return ["@tenetjs", folder, ...subpath].join("/");
}
