import { linkSync, mkdirSync } from "node:fs";
import { mkdir, readFile, realpath, symlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import {
  installedPackages,
  type ReadmeExample,
  readmeExamples,
} from "../../packages/testing/src/readme/readme-examples.ts";
import type { Packed } from "./pack.ts";

/** A project that has installed what a package's README names, and the README's examples. */
export type Consumer = { readonly folder: string; readonly examples: readonly ReadmeExample[] };

/**
 * A project outside the workspace that has installed, from tarballs, what the README's `npm install` names. Its layout is that of a strict package
 * manager: each package finds only what it declares. Required peers are installed; optional peers only if the README names them or another package
 * requires them. Nothing is downloaded: third-party packages come from the workspace.
 */
export async function makeConsumer({
  root,
  folder,
  packed,
  packages,
}: {
  root: string;
  folder: string;
  packed: Packed;
  packages: readonly Packed[];
}): Promise<Consumer | { problem: string }> {
  const { name, bin } = packed.manifest;
  const readme = await readFile(join(packed.unpacked, "README.md"), "utf8");
  // A program's README has no `npm install`, because npx installs it.
  const named = bin === undefined ? installedPackages(readme) : [name];
  if (!named.includes(name)) return { problem: `${name}'s README has no npm install ${name}` };

  const project = join(folder, name);
  const ours = new Map(packages.map((other) => [other.manifest.name, other]));
  const installed = closure(named, ours);
  const peers = [...installed].flatMap((other) => requiredPeers(ours.get(other)));
  const present = new Set([...named, ...peers]);

  const store = (other: string) => join(project, ".store", other.replace("/", "+"), "node_modules");
  const foreign = async (other: string, declarer: string): Promise<string | undefined> => {
    for (const base of [declarer, packed.source, root]) {
      const found = await realpath(join(base, "node_modules", other)).catch(() => undefined);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const place = async (other: string, into: string, declarer: string) => {
    const target = ours.has(other) ? join(store(other), other) : await foreign(other, declarer);
    if (target !== undefined) await link(target, join(into, other));
  };

  for (const other of installed) {
    const one = ours.get(other);
    if (one === undefined) continue;
    linkFiles(one, join(store(other), other));
    const { dependencies, optionalDependencies, peerDependencies = {} } = one.manifest;
    const declared = Object.keys({ ...dependencies, ...optionalDependencies });
    const havePeers = Object.keys(peerDependencies).filter((peer) => present.has(peer));
    for (const needed of [...declared, ...havePeers]) await place(needed, store(other), one.source);
  }
  for (const other of [...present, "@types/node"]) await place(other, join(project, "node_modules"), root);
  return { folder: project, examples: readmeExamples(readme) };
}

/** `names` and their transitive dependencies among our packages. */
function closure(names: readonly string[], ours: ReadonlyMap<string, Packed>): Set<string> {
  const found = new Set<string>();
  const visit = (name: string) => {
    if (found.has(name)) return;
    found.add(name);
    const one = ours.get(name);
    for (const other of [...Object.keys(one?.manifest.dependencies ?? {}), ...requiredPeers(one)])
      visit(other);
  };
  names.forEach(visit);
  return found;
}

function requiredPeers(packed: Packed | undefined): string[] {
  const { peerDependencies = {}, peerDependenciesMeta = {} } = packed?.manifest ?? {};
  return Object.keys(peerDependencies).filter((name) => peerDependenciesMeta[name]?.optional !== true);
}

/** Puts the files of a package into a folder, as pnpm does: by hard links, which cost less than copies and, unlike symbolic ones, leave each file where it is found. */
function linkFiles({ unpacked, files }: Packed, folder: string): void {
  for (const parent of new Set(files.map((file) => dirname(file))))
    mkdirSync(join(folder, parent), { recursive: true });
  for (const file of files) linkSync(join(unpacked, file), join(folder, file));
}

async function link(target: string, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await symlink(target, path);
}
