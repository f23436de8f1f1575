import { execFileSync } from "node:child_process";

/** A shell script that runs the benchmarks from the unpacked archive. The results name the commit at `root`. */
export function launcher(root: string): string {
  const git = (...args: string[]) => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
  const changed = git("status", "--porcelain") === "" ? "" : " with changes";
  return `#!/bin/sh
# Measures this machine's GPU. Writes results.json and report.html to results/, beside this script. Takes the options of tenet bench.
cd "$(dirname "$0")" || exit
export TENET_COMMIT="${git("rev-parse", "--short", "HEAD")}${changed}"
exec ./node node_modules/tenet/bin/tenet.js bench --gpu --python "\${PYTHON:-python3}" --out results "$@"
`;
}
