import { execFileSync } from "node:child_process";
import { availableParallelism, cpus, loadavg, release, type } from "node:os";
import type { Environment } from "../../results/results.ts";
import { v8Flags } from "./connect-process.ts";

/** The environment of this process, without what subjects report themselves. */
export function nodeEnvironment(): Omit<Environment, "versions" | "adapter"> {
  return {
    date: new Date().toISOString(),
    processor: cpus()[0]?.model.trim() || "unknown",
    threads: availableParallelism(),
    system: `${type()} ${release()}`,
    load: loadavg()[0] ?? 0,
    runtime: `Node ${process.versions.node} (V8 ${process.versions.v8})`,
    v8Flags: [...v8Flags(), ...(process.env.NODE_OPTIONS?.split(/\s+/).filter((flag) => flag !== "") ?? [])],
    commit: commit(),
  };
}

/** The commit of the sources. A copy outside a repository has it from the command that packed it. */
function commit(): string {
  if (process.env.TENET_COMMIT !== undefined) return process.env.TENET_COMMIT;
  const git = (...args: string[]) => execFileSync("git", args, { encoding: "utf8", stdio: "pipe" }).trim();
  try {
    const changed = git("status", "--porcelain") === "" ? "" : " with changes";
    return `${git("rev-parse", "--short", "HEAD")}${changed}`;
  } catch {
    return "unknown";
  }
}
