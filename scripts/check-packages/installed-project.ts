import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Packed } from "./pack.ts";
import { run } from "./run.ts";

/**
 * The folder of a project in which npm has installed the packages `names` and what they need of ours from tarballs, and `others`, versions
 * by name, from the registry.
 *
 * @throws {Error} with npm's output when it fails.
 */
export async function installedProject({
  folder,
  packages,
  names,
  others,
}: {
  folder: string;
  packages: readonly Packed[];
  names: readonly string[];
  others: Readonly<Record<string, string>>;
}): Promise<string> {
  const tarballs = closure(names, packages).map(({ manifest: { name }, tarball }) => [
    name,
    `file:${tarball}`,
  ]);
  const manifest = {
    private: true,
    type: "module",
    dependencies: { ...Object.fromEntries(tarballs), ...others },
  };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  const quietly = ["--no-audit", "--no-fund", "--no-package-lock", "--prefer-offline", "--loglevel=error"];
  const { ok, output, errors } = await run("npm", ["install", ...quietly], folder);
  if (!ok) throw new Error(`npm install of ${names.join(", ")} failed:\n${output}${errors}`);
  return folder;
}

/** `names` and our packages that they depend on. */
function closure(names: readonly string[], packages: readonly Packed[]): Packed[] {
  const found = new Set<Packed>();
  const visit = (name: string) => {
    const packed = packages.find(({ manifest }) => manifest.name === name);
    if (packed === undefined || found.has(packed)) return;
    found.add(packed);
    Object.keys(packed.manifest.dependencies ?? {}).forEach(visit);
  };
  names.forEach(visit);
  return Array.from(found);
}
