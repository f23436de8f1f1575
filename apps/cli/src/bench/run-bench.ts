import { availableParallelism } from "node:os";
import { join } from "node:path";
import { survey } from "@tenetjs/backends";
import {
  allCases,
  allSubjects,
  type BenchEvent,
  bench,
  gpuCases,
  gpuSubjects,
  markdownReport,
  plan,
} from "@tenetjs/bench";
import { benchInBrowser, nodeHost } from "@tenetjs/bench/node";
import { ensureWritable } from "@tenetjs/checkpoints/node";
import type { Context } from "../commands/command-entry.ts";
import { interruptedExitCode } from "../exit.ts";
import { interruption } from "../run/interruption.ts";
import type { BenchOptions } from "./bench-options.ts";
import { listLines } from "./list-lines.ts";
import { benchProgress } from "./progress.ts";
import { requireGpu } from "./require-gpu.ts";
import { serveBench } from "./serve-bench.ts";
import { writeResults } from "./write-results.ts";

/** Measures, lists or serves what the options of `tenet bench` ask for. */
export async function runBench(terminal: Context["terminal"], options: BenchOptions): Promise<void> {
  if (options.serve !== null) {
    return serveBench(terminal, options.serve === true ? {} : { port: options.serve });
  }
  if (options.list) {
    const { cases, subjects, host } = suiteInNode(options);
    for (const line of await listLines(cases, subjects, host)) terminal.out(line);
    return;
  }
  const run = options.browser ? runInBrowser(options) : await runInNode(options);
  const { out } = options;
  if (out !== null) await ensureWritable(out);
  const interrupt = interruption(terminal, "stopping; press Ctrl-C again to stop without results");
  try {
    const show = benchProgress(terminal);
    for await (const event of run(interrupt.signal)) {
      show(event);
      if (event.kind !== "end") continue;
      if (out !== null) await writeResults(out, event.results);
      terminal.out(options.json ? JSON.stringify(event.results) : markdownReport(event.results).trimEnd());
      if (out !== null) terminal.error(`report: ${join(out, "report.html")}`);
    }
    if (interrupt.signal.aborted) process.exitCode = interruptedExitCode;
  } finally {
    interrupt.end();
  }
}

type Run = (signal: AbortSignal) => AsyncIterable<BenchEvent>;

function suiteInNode(options: BenchOptions) {
  const { gpu, python, subject: patterns } = options;
  // A WebGPU subject that is asked for by name may run on a software adapter. With --gpu, that takes --software-gpu as well.
  const softwareGpu = options.softwareGpu || (!gpu && patterns.some((pattern) => pattern.includes("webgpu")));
  const host = nodeHost({ python, softwareGpu });
  const threads = availableParallelism();
  return gpu
    ? { cases: gpuCases, subjects: gpuSubjects(threads), host, softwareGpu }
    : { cases: allCases, subjects: allSubjects(threads), host, softwareGpu };
}

async function runInNode(options: BenchOptions): Promise<Run> {
  const { cases, subjects, host, softwareGpu } = suiteInNode(options);
  const mode = modeOf(options);
  const planned = plan({ mode, cases: options.case, subjects: options.subject }, cases, subjects);
  if (options.gpu) requireGpu(await survey(), { softwareGpu });
  return (signal) => bench({ host, plan: planned, mode, signal });
}

/** The page itself decides which subjects exist and can be measured. */
function runInBrowser(options: BenchOptions): Run {
  const { case: cases, subject: subjects, softwareGpu } = options;
  const asked = { mode: modeOf(options), cases, subjects };
  const given = softwareGpu ? { ...asked, softwareGpu } : asked;
  return (signal) => benchInBrowser({ ...given, signal });
}

function modeOf({ full }: BenchOptions): "quick" | "full" {
  return full ? "full" : "quick";
}
