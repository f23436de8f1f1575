/* `pnpm pack:packages` packs every published package into packed/, under names without versions, for projects outside the workspace. */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { publishedPackages } from "./published-packages.ts";

const root = join(import.meta.dirname, "..");
const packed = join(root, "packed");
rmSync(packed, { recursive: true, force: true });
mkdirSync(packed);
for (const { folder } of publishedPackages(root)) {
  execFileSync("pnpm", ["pack", "--silent", "--out", join(packed, "%s.tgz")], {
    cwd: folder,
    stdio: "inherit",
  });
}
process.stdout.write(`Packed into ${packed}. In a project: npm install ${join(packed, "tenetjs-*.tgz")}\n`);
