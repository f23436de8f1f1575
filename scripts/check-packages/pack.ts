import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { join, relative } from "node:path";
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

export type PackedManifest = {
  readonly name: string;
  readonly version: string;
  readonly bin?: Readonly<Record<string, string>>;
  readonly exports: Readonly<Record<string, Target>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
};

export type Target = string | { readonly [condition: string]: Target };

/** Packs every package of the workspace that is not private, into `scratch`. */
export async function packAll(root: string, scratch: string): Promise<Packed[]> {
  const folders = await Promise.all(
    ["packages", "apps"].map(async (parent) =>
      (await readdir(join(root, parent))).map((name) => join(root, parent, name)),
    ),
  );
  const published: string[] = [];
  for (const folder of folders.flat().sort()) {
    const manifest = await readManifest(folder).catch(() => undefined);
    if (manifest !== undefined && !("private" in manifest)) published.push(folder);
  }
  return Promise.all(published.map((folder) => pack(folder, scratch)));
}

async function pack(source: string, scratch: string): Promise<Packed> {
  const { name, version } = await readManifest(source);
  const stem = `${name.replace("@", "").replace("/", "-")}-${version}`;
  const tarball = join(scratch, `${stem}.tgz`);
  await succeed("pnpm", ["pack", "--pack-destination", scratch], source);
  const folder = join(scratch, "unpacked", stem);
  await mkdir(folder, { recursive: true });
  await succeed("tar", ["-xzf", tarball, "-C", folder]);
  const unpacked = join(folder, "package");
  const paths = await readdir(unpacked, { recursive: true });
  const isFile = await Promise.all(paths.map(async (path) => (await stat(join(unpacked, path))).isFile()));
  return {
    manifest: await readManifest(unpacked),
    source,
    tarball,
    unpacked,
    files: paths.filter((_, index) => isFile[index]).map((path) => relative(unpacked, join(unpacked, path))),
  };
}

async function readManifest(folder: string): Promise<PackedManifest> {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
}

async function succeed(program: string, args: readonly string[], cwd?: string): Promise<void> {
  const { ok, output, errors } = await run(program, args, cwd);
  if (!ok) throw new Error(`${program} ${args.join(" ")} fails:\n${output}${errors}`);
}
