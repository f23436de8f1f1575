import { availableParallelism } from "node:os";
import { join } from "node:path";
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
import { Command } from "commander";
import { listLines } from "../bench/list-lines.ts";
import { benchProgress } from "../bench/progress.ts";
import { requireCard } from "../bench/require-card.ts";
import { serveBench } from "../bench/serve-bench.ts";
import { writeResults } from "../bench/write-results.ts";
import { interruptedExitCode } from "../exit.ts";
import { addOptions, readOptions } from "../options/command-options.ts";
import { option, type ValuesOf } from "../options/option.ts";
import { integer, orTrue, path, repeated, text, toggle } from "../options/value-types.ts";
import { interruption } from "../run/interruption.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { benchCompareCommand } from "./bench-compare.ts";
import { benchReportCommand } from "./bench-report.ts";

/** The options of `tenet bench`. */
export const benchOptions = {
  quick: option({
    flag: "--quick",
    type: toggle,
    default: false,
    help: "few cases, few subjects, few rounds (default)",
  }),
  full: option({
    flag: "--full",
    type: toggle,
    default: false,
    help: "every case on every subject: for an hour or more on a machine that does nothing else",
  }),
  case: option({
    flag: "--case <pattern>",
    type: repeated(text),
    default: [],
    otherwise: "the mode's own",
    help: "measure this case; * is any text; may be given again",
  }),
  subject: option({
    flag: "--subject <pattern>",
    type: repeated(text),
    default: [],
    otherwise: "the mode's own",
    help: "measure this subject; * is any text; may be given again",
  }),
  gpu: option({
    flag: "--gpu",
    type: toggle,
    default: false,
    help: "on the GPU: training steps by hidden size, and text written; with --full, all of them",
  }),
  softwareGpu: option({
    flag: "--software-gpu",
    type: toggle,
    default: false,
    help: "measure also on a software adapter, to see that all of it runs",
  }),
  browser: option({
    flag: "--browser",
    type: toggle,
    default: false,
    conflicts: ["gpu", "list", "python"],
    help: "in Chromium or Chrome without a window, in the page that --serve serves; needs playwright-core",
  }),
  serve: option({
    flag: "--serve [port]",
    type: orTrue(integer(1, 65_535)),
    conflicts: [
      ...["browser", "full", "quick", "case", "subject", "gpu", "softwareGpu"],
      ...["python", "out", "json", "list"],
    ],
    help: "serve the page in which any browser on this machine can measure",
  }),
  python: option({
    flag: "--python <path>",
    type: path,
    default: "python3",
    help: "a Python with torch, for PyTorch",
  }),
  out: option({
    flag: "--out <directory>",
    type: path,
    otherwise: "nothing is written",
    help: "write results.json, report.md and report.html there",
  }),
  json: option({
    flag: "--json",
    type: toggle,
    default: false,
    help: "print the results as JSON in place of the report",
  }),
  list: option({
    flag: "--list",
    type: toggle,
    default: false,
    help: "list the cases and the subjects, and why some are missing here",
  }),
};

type Values = ValuesOf<typeof benchOptions>;

/** `tenet bench`: how fast Tenet and other libraries are on this machine. */
export function benchCommand(terminal: Terminal): Command {
  const command = new Command("bench")
    .description("measure Tenet and other libraries on this machine, in some two minutes")
    .enablePositionalOptions()
    .addCommand(benchCompareCommand(terminal))
    .addCommand(benchReportCommand(terminal));
  return addOptions(command, benchOptions).action(() =>
    runBench(terminal, readOptions(command, benchOptions).values),
  );
}

async function runBench(terminal: Terminal, options: Values): Promise<void> {
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
  const interrupt = interruption(terminal, "stopping; once more to stop without results");
  try {
    const show = benchProgress(terminal);
    for await (const event of run(interrupt.signal)) {
      show(event);
      if (event.kind !== "end") continue;
      if (out !== null) await writeResults(out, event.results);
      terminal.out(options.json ? JSON.stringify(event.results) : markdownReport(event.results).trimEnd());
      if (out !== null) terminal.error(`written to ${join(out, "report.html")}`);
    }
    if (interrupt.signal.aborted) process.exitCode = interruptedExitCode;
  } finally {
    interrupt.end();
  }
}

type Run = (signal: AbortSignal) => AsyncIterable<BenchEvent>;

function suiteInNode(options: Values) {
  const { gpu, python, subject: patterns } = options;
  // Who asks for one by name means the card that there is. Figures of a card are never those of a program by mistake.
  const softwareGpu = options.softwareGpu || (!gpu && patterns.some((pattern) => pattern.includes("webgpu")));
  const host = nodeHost({ python, softwareGpu });
  const threads = availableParallelism();
  return gpu
    ? { cases: gpuCases, subjects: gpuSubjects(threads), host, softwareGpu }
    : { cases: allCases, subjects: allSubjects(threads), host, softwareGpu };
}

async function runInNode(options: Values): Promise<Run> {
  const { cases, subjects, host, softwareGpu } = suiteInNode(options);
  const mode = modeOf(options);
  const planned = plan({ mode, cases: options.case, subjects: options.subject }, cases, subjects);
  if (options.gpu) await requireCard({ softwareGpu });
  return (signal) => bench({ host, plan: planned, mode, signal });
}

/** Which subjects there are, and what can be measured of them, the page knows. */
function runInBrowser(options: Values): Run {
  const { case: cases, subject: subjects, softwareGpu } = options;
  const asked = { mode: modeOf(options), cases, subjects };
  const given = softwareGpu ? { ...asked, softwareGpu } : asked;
  return (signal) => benchInBrowser({ ...given, signal });
}

function modeOf({ full }: Values): "quick" | "full" {
  return full ? "full" : "quick";
}
