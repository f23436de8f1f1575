/*
 * Reports of what every entry point of every published package exports, in `api/`. `pnpm api` writes them from the build. `pnpm api:check` fails
 * if the reports in the repository are stale, and shows the difference.
 */
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { entryPoints } from "./api-reports/entry-points.ts";
import { writeReports } from "./api-reports/write-reports.ts";

const root = join(import.meta.dirname, "..");
const kept = "api";
const scratch = "node_modules/.cache/api-reports";
const built = join(scratch, kept);
const { values: options } = parseArgs({ options: { check: { type: "boolean", default: false } } });

rmSync(join(root, scratch), { recursive: true, force: true });
mkdirSync(join(root, built), { recursive: true });
writeReports(entryPoints(root), { reports: join(root, built), scratch: join(root, scratch) });

if (options.check) {
  const same = spawnSync("git", ["diff", "--no-index", "--", kept, built], { cwd: root, stdio: "inherit" });
  if (same.status !== 0) {
    process.stdout.write("\nThe reports in api/ are stale. Run `pnpm api` and commit what it writes.\n");
    process.exitCode = 1;
  }
} else {
  rmSync(join(root, kept), { recursive: true, force: true });
  cpSync(join(root, built), join(root, kept), { recursive: true });
}
