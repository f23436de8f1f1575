import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, release, type } from "node:os";
import { join } from "node:path";
import type { Machine } from "./machine.ts";
import type { Row } from "./row.ts";
import { spread } from "./statistics.ts";

/** What figures depend on, by name. */
export type Environment = Readonly<Record<string, string>>;

/** What these figures depend on. To be asked for before anything is measured: the load is that of others. */
export function environment({ nodes, pytorch, kernels }: Machine): Environment {
  const flags = [...process.execArgv, ...(process.env.NODE_OPTIONS ? [process.env.NODE_OPTIONS] : [])];
  return {
    date: new Date().toISOString(),
    processor: cpus()[0]?.model.trim() || "unknown",
    "runs at once": `${availableParallelism()} threads`,
    system: `${type()} ${release()}`,
    "load before": `${loadavg()[0]?.toFixed(2)} (mean number of programs running, last minute)`,
    runtimes: nodes.map(({ name, v8 }) => `${name} (V8 ${v8})`).join(", "),
    "V8 flags": flags.join(" ") || "none",
    kernels: `relaxed SIMD ${kernels.relaxed ? "on" : "off"}, revectorize ${kernels.revectorize ? "on" : "off"}`,
    versions: [
      `@tenetjs/kernels ${versionAt("package.json")}`,
      `tfjs ${versionAt("node_modules/@tensorflow/tfjs/package.json")}`,
      ...(pytorch === undefined ? [] : [pytorch.name]),
    ].join(", "),
    commit: commit(),
  };
}

/** The share of its median by which the rounds of one subject may differ on a quiet machine. */
export const quietSpread = 0.1;

/** That the machine was noisy, if it was: how many rows, and the worst. */
export function noise(rows: readonly Row[]): string | undefined {
  const noisy = rows
    .filter(({ rounds }) => spread(rounds) > quietSpread)
    .toSorted((left, right) => spread(right.rounds) - spread(left.rounds));
  const [worst] = noisy;
  if (worst === undefined) return undefined;
  const { work, subject, threads, rounds } = worst;
  const percent = (share: number) => `${Math.round(100 * share)} %`;
  return (
    `The machine was noisy: the rounds of ${noisy.length} of ${rows.length} rows differ by more than ${percent(quietSpread)}, ` +
    `at most by ${percent(spread(rounds))} (${work}, ${subject}, threads: ${threads}). Read ratios with their range.`
  );
}

const packageFolder = join(import.meta.dirname, "../..");

function versionAt(path: string): string {
  return (JSON.parse(readFileSync(join(packageFolder, path), "utf8")) as { version: string }).version;
}

function commit(): string {
  const git = (...args: string[]) =>
    execFileSync("git", args, { cwd: packageFolder, encoding: "utf8", stdio: "pipe" }).trim();
  try {
    const changed = git("status", "--porcelain") === "" ? "" : ", with changes since";
    return `${git("rev-parse", "--short", "HEAD")}${changed}`;
  } catch {
    return "unknown";
  }
}
