import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { TfjsCopy } from "./tfjs-copy.ts";

const require = createRequire(import.meta.url);

/** Whether this package finds the npm package `name`. */
export function isInstalled(name: string): boolean {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** The path of a file in an installed package. */
export function installedFile(name: string): string | undefined {
  return require.resolve(name);
}

/** The copies of tfjs-core that this program has loaded as CommonJS, which is how Node loads tfjs. */
export function loadedTfjsCopies(): readonly TfjsCopy[] {
  return Object.keys(require.cache).flatMap((file) => {
    const folder = main.exec(file)?.[1];
    if (folder === undefined) return [];
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return [{ version, folder }];
  });
}

const main = /^(.*[\\/]@tensorflow[\\/]tfjs-core)[\\/]dist[\\/]tf-core\.node\.js$/;
