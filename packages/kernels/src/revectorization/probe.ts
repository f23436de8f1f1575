import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { faultIn, type ProbeLine } from "./compare-results.ts";
import type { Verdict } from "./verdict.ts";

/** A probe that did not end within the limit may only have waited for a busy machine. */
export type Probed = Verdict & { readonly late?: true };

/** The program takes two to three seconds of processor time, most of them to load tfjs. */
const limitMs = 90_000;

/** Optimised code has to run already in the probe's few calls, so the program waits for it. */
const revectorizedFlags = ["--wasm-sync-tier-up", "--wasm-tiering-budget=1000"];

/** Code of V8's other compiler, which has no revectorisation. */
const plainFlags = ["--liftoff-only"];

export type ProbeOptions = {
  /** The program. Default: that of this package. */
  readonly program?: string;
  /** After how many milliseconds the program counts as hanging. */
  readonly limit?: number;
};

/** Runs the kernels in two child processes, with revectorisation and without it, and compares what they compute. */
export async function probe({ program = ownProgram(), limit = limitMs }: ProbeOptions = {}): Promise<Probed> {
  const [plain, revectorized] = await Promise.all([
    run(program, { flags: plainFlags, form: "plain", limit }),
    run(program, { flags: revectorizedFlags, form: "revectorized", limit }),
  ]);
  if (!("lines" in plain)) {
    const { fault, ...late } = plain;
    return { sound: false, reason: `the probe could not run (${fault})`, ...late };
  }
  if (!("lines" in revectorized)) {
    const { fault, ...late } = revectorized;
    return { sound: false, reason: `the probe with it failed (${fault})`, ...late };
  }
  const fault = faultIn(plain.lines, revectorized.lines);
  return fault === undefined ? { sound: true } : { sound: false, reason: `in the probe, ${fault}` };
}

function ownProgram(): string {
  const name = import.meta.url.endsWith(".ts") ? "./probe-program.ts" : "./probe-program.js";
  return fileURLToPath(new URL(name, import.meta.url));
}

type Outcome = { readonly lines: readonly ProbeLine[] } | { readonly fault: string; readonly late?: true };

function run(
  program: string,
  {
    flags,
    form,
    limit,
  }: { readonly flags: readonly string[]; readonly form: string; readonly limit: number },
): Promise<Outcome> {
  const conditions = program.endsWith(".ts") ? ["--conditions=@tenetjs/source"] : [];
  // Flags for this process, such as those of a debugger, are not for the probe.
  const { NODE_OPTIONS: _, ...env } = process.env;
  const options = { env, timeout: limit, killSignal: "SIGKILL", maxBuffer: 2 ** 25 } as const;
  return new Promise((resolve) => {
    execFile(process.execPath, [...flags, ...conditions, program, form], options, (error, stdout) => {
      if (error === null) resolve(linesOf(stdout));
      else if (error.killed) resolve({ fault: `it did not end within ${limit / 1000} s`, late: true });
      else resolve({ fault: error.signal == null ? `exit code ${error.code}` : String(error.signal) });
    });
  });
}

function linesOf(text: string): Outcome {
  try {
    return {
      lines: text
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as ProbeLine),
    };
  } catch {
    return { fault: "its output is not JSON" };
  }
}
