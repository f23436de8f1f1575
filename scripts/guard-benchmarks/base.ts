import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Results, readResults } from "@tenetjs/bench";

/** What to measure, as patterns of `tenet bench`. */
export type Measured = { readonly cases: readonly string[]; readonly subjects: readonly string[] };

/** The commit that the work in the repository at `root` started from: that of the branch, or on `main` the one before. Undefined where git knows none. */
export function baseCommit(root: string): string | undefined {
  const git = (...args: readonly string[]) => {
    try {
      return execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: "pipe" }).trim();
    } catch {
      return undefined;
    }
  };
  const head = git("rev-parse", "HEAD");
  const shared = git("merge-base", "HEAD", "origin/main") ?? git("merge-base", "HEAD", "main");
  return shared === undefined || shared === head ? git("rev-parse", "HEAD~1") : shared;
}

/** The results of the commit `base`, built beside the repository at `root` and measured on this machine. */
export function baseResults(root: string, base: string, { cases, subjects }: Measured): Results {
  const folder = mkdtempSync(join(tmpdir(), "tenet-guard-"));
  const clone = join(folder, "base");
  const out = join(folder, "run");
  const inClone = (command: string, ...args: readonly string[]) =>
    execFileSync(command, args, { cwd: clone, stdio: ["ignore", 2, 2] });
  const patterns = [
    ...cases.flatMap((name) => ["--case", name]),
    ...subjects.flatMap((name) => ["--subject", name]),
  ];
  try {
    execFileSync("git", ["clone", "--quiet", "--no-checkout", root, clone], { stdio: ["ignore", 2, 2] });
    inClone("git", "checkout", "--quiet", "--detach", base);
    inClone("npx", "-y", "pnpm@12", "install", "--frozen-lockfile", "--prefer-offline");
    inClone("npx", "-y", "pnpm@12", "build");
    inClone(process.execPath, "apps/cli/bin/tenet.js", "bench", ...patterns, "--out", out);
    const file = join(out, "results.json");
    return readResults(readFileSync(file, "utf8"), file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
