import { type Dirent, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { readSource, type Source } from "./source.ts";

/** The packages of a monorepo. */
export type Workspace = {
  readonly packages: readonly Package[];
  /** The dependencies of the root, which all tests may import. */
  readonly rootDependencies: readonly string[];
};

export type Package = {
  /** The name in imports: `@tenetjs/cells`. */
  readonly name: string;
  /** The folder from the root: `packages/cells`. */
  readonly folder: string;
  /** The name in the picture: `cells`. */
  readonly shortName: string;
  readonly manifest: Manifest;
  readonly sources: readonly Source[];
};

export type Manifest = {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, Target>>;
  readonly imports?: Readonly<Record<string, Target>>;
};

/** The target of a name in `exports` or `imports`, by condition. */
export type Target = string | { readonly [condition: string]: Target };

/** The workspace in the directory `root`. */
export function readWorkspace(root: string): Workspace {
  const paths = ["packages", "apps"].flatMap((folder) => filesBelow(join(root, folder)));
  const text = (path: string): [string, string] => [relative(root, path), readFileSync(path, "utf8")];
  return workspaceOf(new Map([join(root, "package.json"), ...paths].map(text)));
}

/** The workspace of `files`, which are texts by path. */
export function workspaceOf(files: ReadonlyMap<string, string>): Workspace {
  const manifests = [...files].filter(([path]) => /^(packages|apps)\/[^/]+\/package\.json$/.test(path));
  const root = JSON.parse(files.get("package.json") ?? "{}") as Manifest;
  return {
    packages: manifests.map(([path, text]) => {
      const manifest = JSON.parse(text) as Manifest;
      const folder = path.slice(0, -"/package.json".length);
      const sources = [...files].filter(
        ([file]) => file.startsWith(`${folder}/src/`) && /\.[jt]s$/.test(file),
      );
      return {
        name: manifest.name,
        folder,
        shortName: folder.slice(folder.indexOf("/") + 1),
        manifest,
        sources: sources.map(([file, source]) => readSource(file, source)),
      };
    }),
    rootDependencies: declared(root, "tests"),
  };
}

/** The packages that `manifest` declares: its dependencies for users, and also its development dependencies for tests. */
export function declared(manifest: Manifest, by: "users" | "tests"): string[] {
  const { dependencies, optionalDependencies, peerDependencies, devDependencies } = manifest;
  const shipped = { ...dependencies, ...optionalDependencies, ...peerDependencies };
  return Object.keys(by === "users" ? shipped : { ...shipped, ...devDependencies });
}

/** Whether a file is a test or only for tests: `scan.test.ts`, `markov-model.test.fixture.ts`, everything in `src/testing`. */
export function isTest(path: string): boolean {
  return /\.test\.([a-z]+\.)?ts$|^[a-z]+\/[^/]+\/src\/testing\//.test(path);
}

function filesBelow(folder: string): string[] {
  const skipped = ["node_modules", "dist"];
  const below = (entry: Dirent) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.includes(entry.name) ? [] : filesBelow(path);
    return /(\.[jt]s|package\.json)$/.test(entry.name) ? [path] : [];
  };
  return readdirSync(folder, { withFileTypes: true }).flatMap(below);
}
