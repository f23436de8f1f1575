import { mkdir, readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { Manifest } from "../../packages/testing/src/structure/workspace.ts";
import { run } from "./run.ts";

/** A package as it would be published. */
export type Packed = {
  readonly manifest: PackedManifest;
  /** Its folder in the workspace. */
  readonly source: string;
  readonly tarball: string;
  /** Its tarball, unpacked. */
  readonly unpacked: string;
  /** The paths in it. */
  readonly files: readonly string[];
};

export type PackedManifest = Manifest & {
  readonly version: string;
  readonly private?: boolean;
  readonly bin?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
};

/** Packs every package of the workspace that is not private, into `scratch`. */
export async function packAll(root: string, scratch: string): Promise<Packed[]> {
  const parents = ["packages", "apps"].map((parent) => join(root, parent));
  const folders = await Promise.all(
    parents.map(async (parent) => (await readdir(parent)).sort().map((name) => join(parent, name))),
  );
  const packed = await Promise.all(folders.flat().map((folder) => pack(folder, scratch)));
  return packed.filter((one) => one !== undefined);
}

async function pack(source: string, scratch: string): Promise<Packed | undefined> {
  const { name, version, private: isPrivate = false } = await readManifest(source);
  if (isPrivate) return undefined;
  const stem = `${name.replace("@", "").replace("/", "-")}-${version}`;
  const tarball = join(scratch, `${stem}.tgz`);
  const folder = join(scratch, stem);
  await mkdir(folder);
  await succeed("pnpm", ["pack", "--pack-destination", scratch], source);
  await succeed("tar", ["-xzf", tarball, "-C", folder]);
  const unpacked = join(folder, "package");
  const entries = await readdir(unpacked, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return {
    manifest: await readManifest(unpacked),
    source,
    tarball,
    unpacked,
    files: files.map(({ parentPath, name }) => relative(unpacked, join(parentPath, name))),
  };
}

async function readManifest(folder: string): Promise<PackedManifest> {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
}

async function succeed(program: string, args: readonly string[], cwd?: string): Promise<void> {
  const { ok, output, errors } = await run(program, args, cwd);
  if (!ok) throw new Error(`${program} ${args.join(" ")} fails:\n${output}${errors}`);
}
