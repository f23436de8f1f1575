import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** The version of an npm package where this one would find it; undefined when it is not installed. */
export function packageVersion(name: string): string | undefined {
  const folders = createRequire(import.meta.url).resolve.paths(name) ?? [];
  for (const folder of folders) {
    try {
      return (JSON.parse(readFileSync(join(folder, name, "package.json"), "utf8")) as { version: string })
        .version;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}
