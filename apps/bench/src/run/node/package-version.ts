import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** The folder of an npm package as this package or `@tenetjs/backends` resolves it; undefined where it is not installed. */
export function packageFolder(name: string): string | undefined {
  const here = createRequire(import.meta.url);
  const backends = createRequire(here.resolve("@tenetjs/backends/package.json"));
  const places = [here, backends].flatMap((from) => from.resolve.paths(name) ?? []);
  return places.map((place) => join(place, name)).find((folder) => existsSync(join(folder, "package.json")));
}

/** The version of an installed npm package; undefined where it is not installed. */
export function packageVersion(name: string): string | undefined {
  const folder = packageFolder(name);
  if (folder === undefined) return undefined;
  return (JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string }).version;
}
