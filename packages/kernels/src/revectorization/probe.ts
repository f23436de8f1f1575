import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { faultIn, type ProbeLine } from "./compare-results.ts";
import type { Verdict } from "./verdict.ts";

/** A verdict on a program that was too slow may be owed to chance: it is not final. */
export type Probed = Verdict & { readonly late?: true };

/** Optimised code has to run already in the probe's few calls, so the program waits for it. */
const revectorizedFlags = ["--wasm-sync-tier-up", "--wasm-tiering-budget=1000"];

/** Code of V8's other compiler, which has no revectorisation. */
const plainFlags = ["--liftoff-only"];

/** Without it, no program of ours takes so long. */
const longestMs = 300_000;

/** With revectorisation, the program hangs if it takes so many times as long as without it, on a machine however busy. */
const slowerBy = 5;

export type ProbeOptions = {
  /** The program. Default: that of this package, which takes a second or two, most of it to load tfjs. */
  readonly program?: string;
  /** The milliseconds that the program may take at least. */
  readonly atLeast?: number;
};

/** Runs the kernels in two child processes, with revectorisation and without it, and compares what they compute. */
export async function probe({
  program = ownProgram(),
  atLeast = 15_000,
}: ProbeOptions = {}): Promise<Probed> {
  const began = performance.now();
  const limit = new AbortController();
  const pending = run(program, { flags: revectorizedFlags, form: "revectorized", signal: limit.signal });
  const plain = await run(program, { flags: plainFlags, form: "plain" });
  const patience = Math.max(atLeast, slowerBy * (performance.now() - began));
  const timer = setTimeout(() => limit.abort(), patience);
  const revectorized = await pending;
  clearTimeout(timer);
  if ("fault" in plain) return { sound: false, reason: `the probe could not run (${plain.fault})` };
  if (limit.signal.aborted) return { sound: false, reason: "the probe with it did not end", late: true };
  if ("fault" in revectorized)
    return { sound: false, reason: `the probe with it failed (${revectorized.fault})` };
  const fault = faultIn(plain.lines, revectorized.lines);
  return fault === undefined ? { sound: true } : { sound: false, reason: `in the probe, ${fault}` };
}

function ownProgram(): string {
  const name = import.meta.url.endsWith(".ts") ? "./probe-program.ts" : "./probe-program.js";
  return fileURLToPath(new URL(name, import.meta.url));
}

type Outcome = { readonly lines: readonly ProbeLine[] } | { readonly fault: string };

type Run = { readonly flags: readonly string[]; readonly form: string; readonly signal?: AbortSignal };

function run(program: string, { flags, form, signal }: Run): Promise<Outcome> {
  const conditions = program.endsWith(".ts") ? ["--conditions=@tenetjs/source"] : [];
  // Flags for this process, such as those of a debugger, are not for the probe.
  const { NODE_OPTIONS: _, ...env } = process.env;
  const options = { env, signal, timeout: longestMs, killSignal: "SIGKILL", maxBuffer: 2 ** 25 } as const;
  return new Promise((resolve) => {
    execFile(process.execPath, [...flags, ...conditions, program, form], options, (error, stdout) => {
      if (error === null) resolve(linesOf(stdout));
      else resolve({ fault: error.signal == null ? `exit code ${error.code}` : String(error.signal) });
    });
  });
}

function linesOf(text: string): Outcome {
  try {
    const lines = text.trim().split("\n");
    return { lines: lines.map((line) => JSON.parse(line) as ProbeLine) };
  } catch {
    return { fault: "its output is not JSON" };
  }
}
