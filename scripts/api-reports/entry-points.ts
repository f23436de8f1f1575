import { join } from "node:path";
import { publishedPackages } from "../published-packages.ts";

/** A way into a published package. */
export type EntryPoint = {
  /** The package's folder and the entry's subpath: `core`, `core.tensors`. */
  readonly name: string;
  /** The package's folder. */
  readonly folder: string;
  /** The declarations that users of the entry see. */
  readonly declarations: string;
};

/** Every entry in the `exports` of every package of the workspace that is published and has types. */
export function entryPoints(root: string): EntryPoint[] {
  return publishedPackages(root).flatMap(({ shortName, folder, manifest }) =>
    Object.entries(manifest.exports ?? {}).flatMap(([subpath, target]) => {
      const declarations = typeof target === "string" ? undefined : target.types;
      if (typeof declarations !== "string") return [];
      const name = `${shortName}${subpath.slice(1).replaceAll("/", ".")}`;
      return [{ name, folder, declarations: join(folder, declarations) }];
    }),
  );
}
