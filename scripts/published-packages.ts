import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Manifest } from "../packages/testing/src/structure/workspace.ts";

/** A published package of the workspace. */
export type PublishedPackage = {
  readonly folder: string;
  /** The name of the folder. */
  readonly shortName: string;
  readonly manifest: PublishedManifest;
};

export type PublishedManifest = Manifest & {
  readonly version: string;
  readonly private?: boolean;
  readonly bin?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
};

/** The packages of the workspace at `root` that are not private. */
export function publishedPackages(root: string): PublishedPackage[] {
  return ["packages", "apps"].flatMap((parent) =>
    readdirSync(join(root, parent))
      .sort()
      .map((shortName) => ({ shortName, folder: join(root, parent, shortName) }))
      // A package that was moved leaves its node_modules behind.
      .filter(({ folder }) => existsSync(join(folder, "package.json")))
      .map((found) => ({ ...found, manifest: readManifest(found.folder) }))
      .filter(({ manifest }) => manifest.private !== true),
  );
}

/** The package.json in a folder. */
export function readManifest(folder: string): PublishedManifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
}
