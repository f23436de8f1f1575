import { join } from "node:path";
import { publishedPackages } from "../published-packages.ts";

/** An entry point of a published package. */
export type EntryPoint = {
  /** The name of the package's folder and the entry's subpath: `core`, `core.tensors`. */
  readonly name: string;
  /** The package's folder. */
  readonly folder: string;
  /** The path of the declarations that users of the entry see. */
  readonly declarations: string;
};

/** Every entry with types in the `exports` of every published package of the workspace at `root`. */
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
