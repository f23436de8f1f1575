import { mkdir, readdir } from "node:fs/promises";
import { join, relative } from "node:path";
import {
  type PublishedManifest,
  type PublishedPackage,
  publishedPackages,
  readManifest,
} from "../published-packages.ts";
import { succeed } from "./run.ts";

/** A package as it would be published. */
export type Packed = {
  readonly manifest: PublishedManifest;
  /** Its folder in the workspace. */
  readonly source: string;
  readonly tarball: string;
  /** The folder of its unpacked tarball. */
  readonly unpacked: string;
  /** The paths of its files. */
  readonly files: readonly string[];
};

/** Packs every published package of the workspace into `scratch`, by one process. */
export async function packAll(root: string, scratch: string): Promise<Packed[]> {
  const found = publishedPackages(root);
  const filters = found.flatMap(({ manifest: { name } }) => ["--filter", name]);
  await succeed("pnpm", [...filters, "pack", "--pack-destination", scratch], root);
  return Promise.all(found.map((one) => unpack(one, scratch)));
}

async function unpack(
  { folder: source, manifest: { name, version } }: PublishedPackage,
  scratch: string,
): Promise<Packed> {
  const stem = `${name.replace("@", "").replace("/", "-")}-${version}`;
  const tarball = join(scratch, `${stem}.tgz`);
  const folder = join(scratch, stem);
  await mkdir(folder);
  await succeed("tar", ["-xzf", tarball, "-C", folder]);
  const unpacked = join(folder, "package");
  const entries = await readdir(unpacked, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return {
    manifest: readManifest(unpacked),
    source,
    tarball,
    unpacked,
    files: files.map(({ parentPath, name }) => relative(unpacked, join(parentPath, name))),
  };
}
