import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";

/** Deletes from `node_modules` what no program on Linux x64 loads: other platforms' binaries, types, source maps, and tfjs's bundles for script tags. */
export async function prune(nodeModules: string): Promise<void> {
  const dawn = join(nodeModules, "webgpu/dist");
  for (const name of await readdir(dawn)) {
    if (name !== "linux-x64") await rm(join(dawn, name), { recursive: true });
  }
  for (const entry of await readdir(nodeModules, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile() && isUnused(path)) await rm(path);
  }
}

function isUnused(path: string): boolean {
  if (/\.(map|md|d\.[cm]?ts|tsbuildinfo)$/.test(path)) return true;
  const [, tfjs] = /\/@tensorflow\/tfjs[^/]*\/(.+)$/.exec(path) ?? [];
  if (tfjs === undefined) return false;
  return /^dist\/.*\.fesm(\.min)?\.js$|^dist\/.*\.es2017(\.min)?\.js$|^dist\/tf[^/]*\.min\.js$|_test\.js$|^src\//.test(
    tfjs,
  );
}
