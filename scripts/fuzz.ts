/*
 * Tries many inputs on each parser: `pnpm fuzz` tries 100,000, `pnpm fuzz 1000000` a million. A failure prints the smallest input that fails, and the
 * seed with which fast-check finds it again.
 */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const [runs = "100000"] = process.argv.slice(2);
const root = join(import.meta.dirname, "..");
const vitest = join(root, "node_modules/vitest/vitest.mjs");
const { status } = spawnSync(
  process.execPath,
  [vitest, "run", "--testTimeout=0", "fuzz.test", "chats/locales.test"],
  {
    cwd: root,
    env: { ...process.env, TENET_FUZZ_RUNS: runs },
    stdio: "inherit",
  },
);
process.exitCode = status ?? 1;
