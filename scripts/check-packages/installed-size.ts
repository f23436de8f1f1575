import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** What an installation takes on disk, in megabytes of 10^6 bytes. */
export type InstalledSize = { readonly tfjs: number; readonly ours: number; readonly others: number };

/** The sizes of the packages in `node_modules` of the project in `folder`: of tfjs, of ours, and of all others. */
export async function installedSize(folder: string): Promise<InstalledSize> {
  const modules = join(folder, "node_modules");
  const size = { tfjs: 0, ours: 0, others: 0 };
  for (const entry of await readdir(modules, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name).slice(modules.length + 1);
    const { size: bytes } = await stat(join(modules, path));
    size[ownerOf(path)] += bytes / 1e6;
  }
  return size;
}

function ownerOf(path: string): keyof InstalledSize {
  if (path.startsWith("@tensorflow")) return "tfjs";
  return path.startsWith("@tenetjs") ? "ours" : "others";
}
