import { execFile } from "node:child_process";
import { cp, mkdir, realpath, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";

const root = join(import.meta.dirname, "../../..");
const run = promisify(execFile);

/** pnpm is faster, and on the PATH of its scripts. */
const packer = process.env.npm_config_user_agent?.startsWith("pnpm") ? "pnpm" : "npm";

/** The packages that the page installs, by the names of their folders. */
const ours = [
  "backends",
  "browser",
  "cells",
  "core",
  "datasets",
  "kernels",
  "models",
  "recipes",
  "sampling",
  "training",
];

/** Packages from the registry that they need. */
const foreign = ["core", "backend-cpu", "backend-wasm", "backend-webgpu"].map(
  (name) => `@tensorflow/tfjs-${name}`,
);

/** Parcel reads the `exports` of packages only if it is told to. */
const manifest = { name: "site", private: true, "@parcel/resolver-default": { packageExports: true } };

/**
 * Makes a project of a user in `folder`: the page in `src`, and in `node_modules` our packages from their tarballs, side by side as npm installs
 * them. Packages from the registry are links to those of the workspace.
 */
export async function makeSite(folder: string): Promise<void> {
  const modules = join(folder, "node_modules");
  await mkdir(join(modules, "@tensorflow"), { recursive: true });
  await cp(join(import.meta.dirname, "page"), join(folder, "src"), { recursive: true });
  const tarballs = await pack(folder);
  await Promise.all(
    ours.map((name) => unpack(tarballs.get(`@tenetjs/${name}`) as string, join(modules, "@tenetjs", name))),
  );
  const require = createRequire(import.meta.url);
  for (const name of foreign)
    await link(dirname(require.resolve(`${name}/package.json`)), join(modules, name));
  // The page's only other dependency is `core`'s; Parcel installs the other two for tfjs-core.
  await link(join(root, "packages/core/node_modules/pure-rand"), join(modules, "pure-rand"));
  for (const name of ["buffer", "process"]) {
    await link(join(import.meta.dirname, "../node_modules", name), join(modules, name));
  }
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  // Parcel takes the folder with the lock file for the project.
  await writeFile(join(folder, "package-lock.json"), JSON.stringify({ lockfileVersion: 3, packages: {} }));
}

/** Packs our packages by one process, into the folder. Returns the paths of their tarballs, by the names of the packages. */
async function pack(into: string): Promise<ReadonlyMap<string, string>> {
  const folders = ours.map((name) => `./packages/${name}`);
  const chosen =
    packer === "pnpm" ? [...folders.flatMap((folder) => ["--filter", folder]), "pack"] : ["pack", ...folders];
  const options = { cwd: root, maxBuffer: 1 << 26 };
  const { stdout } = await run(packer, [...chosen, "--json", "--pack-destination", into], options);
  // npm names each file without its folder.
  const packed = JSON.parse(stdout) as readonly { name: string; filename: string }[];
  return new Map(packed.map(({ name, filename }) => [name, resolve(into, filename)]));
}

async function unpack(tarball: string, into: string): Promise<void> {
  await mkdir(into, { recursive: true });
  await run("tar", ["-xzf", tarball, "-C", into, "--strip-components=1"]);
}

async function link(target: string, path: string): Promise<void> {
  await symlink(await realpath(target), path);
}
