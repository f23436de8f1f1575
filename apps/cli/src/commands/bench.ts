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
import type { Command } from "commander";
import { listLines } from "../bench/list-lines.ts";
import { benchProgress } from "../bench/progress.ts";
import { requireGpu } from "../bench/require-gpu.ts";
import { serveBench } from "../bench/serve-bench.ts";
import { writeResults } from "../bench/write-results.ts";
import { interruptedExitCode } from "../exit.ts";
import { addOptions, readOptions } from "../options/command-options.ts";
import { jsonOption } from "../options/json-option.ts";
import { option, type ValuesOf } from "../options/option.ts";
import { integer, orTrue, path, repeated, text, toggle } from "../options/value-types.ts";
import { interruption } from "../run/interruption.ts";
import { configured } from "../settings/configured.ts";
import { addCommands } from "./add-commands.ts";
import { benchCommands } from "./bench-commands.ts";
import type { Context } from "./command-entry.ts";

/** The options of `tenet bench`. */
export const benchOptions = {
  quick: option({
    flag: "--quick",
    type: toggle,
    default: false,
    help: "few cases, subjects and rounds (the default)",
  }),
  full: option({
    flag: "--full",
    type: toggle,
    default: false,
    help: "every case on every subject; takes an hour or more on an idle machine",
  }),
  case: option({
    flag: "--case <pattern>",
    type: repeated(text),
    default: [],
    otherwise: "those of the mode",
    help: "measure this case; * matches any text; repeatable",
  }),
  subject: option({
    flag: "--subject <pattern>",
    type: repeated(text),
    default: [],
    otherwise: "those of the mode",
    help: "measure this subject; * matches any text; repeatable",
  }),
  gpu: option({
    flag: "--gpu",
    type: toggle,
    default: false,
    help: "measure the GPU: training steps by hidden size, and text generation; with --full, all GPU cases",
  }),
  softwareGpu: option({
    flag: "--software-gpu",
    type: toggle,
    default: false,
    help: "also measure a software adapter (SwiftShader), to check that everything runs",
  }),
  browser: option({
    flag: "--browser",
    type: toggle,
    default: false,
    conflicts: ["gpu", "list", "python"],
    help: "measure the page of --serve in headless Chromium or Chrome; needs playwright-core",
  }),
  serve: option({
    flag: "--serve [port]",
    type: orTrue(integer(1, 65_535)),
    conflicts: [
      ...["browser", "full", "quick", "case", "subject", "gpu", "softwareGpu"],
      ...["python", "out", "json", "list"],
    ],
    help: "serve a page that measures in any browser on this machine",
  }),
  python: option({
    flag: "--python <path>",
    type: path,
    default: "python3",
    help: "Python interpreter with torch installed, for PyTorch",
  }),
  out: option({
    flag: "--out <directory>",
    type: path,
    otherwise: "nothing is saved",
    help: "write results.json, report.md and report.html to this directory",
  }),
  json: jsonOption("the results as one JSON object"),
  list: option({
    flag: "--list",
    type: toggle,
    default: false,
    help: "list cases and subjects, and what the missing ones need",
  }),
};

type Values = ValuesOf<typeof benchOptions>;

/** `tenet bench`: measures Tenet and other libraries on this machine. */
export function benchCommand(command: Command, context: Context): void {
  const { terminal, settings } = context;
  const options = configured(benchOptions, settings(), { name: "bench" });
  // Without this, `bench` would take the options of `bench compare`.
  addCommands(command.enablePositionalOptions().addHelpText("after", help), benchCommands, context);
  addOptions(command, options).action(() => runBench(terminal, readOptions(command, options).values));
}

const help = `
Libraries that are installed take part. The default run takes about two minutes.

Examples:
  tenet bench
  tenet bench --full --out speed
  tenet bench --case 'train/*' --subject 'tenet-*'
  tenet bench compare before after`;

async function runBench(terminal: Context["terminal"], options: Values): Promise<void> {
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

function suiteInNode(options: Values) {
  const { gpu, python, subject: patterns } = options;
  // A WebGPU subject that is asked for by name may run on a software adapter. With --gpu, that takes --software-gpu as well.
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
  if (options.gpu) requireGpu(await survey(), { softwareGpu });
  return (signal) => bench({ host, plan: planned, mode, signal });
}

/** The page itself decides which subjects exist and can be measured. */
function runInBrowser(options: Values): Run {
  const { case: cases, subject: subjects, softwareGpu } = options;
  const asked = { mode: modeOf(options), cases, subjects };
  const given = softwareGpu ? { ...asked, softwareGpu } : asked;
  return (signal) => benchInBrowser({ ...given, signal });
}

function modeOf({ full }: Values): "quick" | "full" {
  return full ? "full" : "quick";
}
