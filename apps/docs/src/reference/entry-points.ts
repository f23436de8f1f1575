import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../site/routes.ts";

/** A public entry of a published package. */
export type EntryPoint = {
  /** As in imports: `@tenetjs/core/tensors`. */
  readonly name: string;
  /** Its page on the site: `reference/core-tensors`. */
  readonly route: string;
  /** The path of its source in the repository. */
  readonly source: string;
};

/** The public entries of the published packages, in the order of their names. Those under `internals` are for sister packages. */
export function entryPoints(): EntryPoint[] {
  return globSync("{packages,apps}/*/package.json", { cwd: root })
    .sort()
    .flatMap((file) => {
      const { name, private: isPrivate, exports = {} } = JSON.parse(readFileSync(join(root, file), "utf8"));
      if (isPrivate === true) return [];
      return Object.entries<Target>(exports).flatMap(([subpath, target]) => {
        const source = typeof target === "string" ? undefined : target["@tenetjs/source"];
        if (typeof source !== "string" || subpath.endsWith("/internals")) return [];
        const entry = name + subpath.slice(1);
        const route = `reference/${entry.replace("@tenetjs/", "").replaceAll("/", "-")}`;
        return [{ name: entry, route, source: join(dirname(file), source) }];
      });
    });
}

type Target = string | { readonly "@tenetjs/source"?: unknown };
