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
import { Command, Option } from "commander";
import { listLines } from "../bench/list-lines.ts";
import { benchProgress } from "../bench/progress.ts";
import { requireCard } from "../bench/require-card.ts";
import { serveBench } from "../bench/serve-bench.ts";
import { writeResults } from "../bench/write-results.ts";
import { interruptedExitCode } from "../exit.ts";
import { wholeNumber } from "../options/numbers.ts";
import { interruption } from "../run/interruption.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { benchCompareCommand } from "./bench-compare.ts";
import { benchReportCommand } from "./bench-report.ts";

type Options = {
  readonly full?: boolean;
  readonly case: readonly string[];
  readonly subject: readonly string[];
  readonly gpu?: boolean;
  readonly softwareGpu?: boolean;
  readonly browser?: boolean;
  readonly serve?: true | number;
  readonly python: string;
  readonly out?: string;
  readonly json?: boolean;
  readonly list?: boolean;
};

/** `tenet bench`: how fast Tenet and other libraries are on this machine. */
export function benchCommand(terminal: Terminal): Command {
  const another = (value: string, values: readonly string[]) => [...values, value];
  return new Command("bench")
    .description("measure Tenet and other libraries on this machine, in some two minutes")
    .option("--quick", "few cases, few subjects, few rounds (default)")
    .option("--full", "every case on every subject: for an hour or more on a machine that does nothing else")
    .option("--case <pattern>", "measure this case; * is any text; may be given again", another, [])
    .option("--subject <pattern>", "measure this subject; * is any text; may be given again", another, [])
    .option(
      "--gpu",
      "on the graphics card: training steps by hidden size, and text written; with --full, all of them",
    )
    .option(
      "--software-gpu",
      "measure also where the graphics card is a program on the processor, to see that it runs",
    )
    .addOption(
      new Option(
        "--browser",
        "in Chromium or Chrome without a window, in the page that --serve serves; needs playwright-core",
      ).conflicts(["gpu", "list", "python"]),
    )
    .addOption(
      new Option("--serve [port]", "serve the page in which any browser on this machine can measure")
        .argParser(wholeNumber(1, 65_535))
        .conflicts([
          "browser",
          "full",
          "quick",
          "case",
          "subject",
          "gpu",
          "softwareGpu",
          "python",
          "out",
          "json",
          "list",
        ]),
    )
    .option("--python <path>", "a Python with torch, for PyTorch", "python3")
    .option("--out <directory>", "write results.json, report.md and report.html there")
    .option("--json", "print the results as JSON in place of the report")
    .option("--list", "list the cases and the subjects, and why some are missing here")
    .enablePositionalOptions()
    .addCommand(benchCompareCommand(terminal))
    .addCommand(benchReportCommand(terminal))
    .action((options: Options) => runBench(terminal, options));
}

async function runBench(terminal: Terminal, options: Options): Promise<void> {
  if (options.serve !== undefined) {
    return serveBench(terminal, options.serve === true ? {} : { port: options.serve });
  }
  if (options.list) {
    const { cases, subjects, host } = suiteInNode(options);
    for (const line of await listLines(cases, subjects, host)) terminal.out(line);
    return;
  }
  const run = options.browser ? runInBrowser(options) : await runInNode(options);
  const { out } = options;
  if (out !== undefined) await ensureWritable(out);
  const interrupt = interruption(terminal, "stopping; once more to stop without results");
  try {
    const show = benchProgress(terminal);
    for await (const event of run(interrupt.signal)) {
      show(event);
      if (event.kind !== "end") continue;
      if (out !== undefined) await writeResults(out, event.results);
      terminal.out(options.json ? JSON.stringify(event.results) : markdownReport(event.results).trimEnd());
      if (out !== undefined) terminal.error(`written to ${join(out, "report.html")}`);
    }
    if (interrupt.signal.aborted) process.exitCode = interruptedExitCode;
  } finally {
    interrupt.end();
  }
}

type Run = (signal: AbortSignal) => AsyncIterable<BenchEvent>;

function suiteInNode(options: Options) {
  const { gpu = false, python, subject: patterns } = options;
  // Who asks for one by name means the card that there is. Figures of a card are never those of a program by mistake.
  const softwareGpu = options.softwareGpu ?? (!gpu && patterns.some((pattern) => pattern.includes("webgpu")));
  const host = nodeHost({ python, softwareGpu });
  const threads = availableParallelism();
  return gpu
    ? { cases: gpuCases, subjects: gpuSubjects(threads), host, softwareGpu }
    : { cases: allCases, subjects: allSubjects(threads), host, softwareGpu };
}

async function runInNode(options: Options): Promise<Run> {
  const { cases, subjects, host, softwareGpu } = suiteInNode(options);
  const mode = modeOf(options);
  const planned = plan({ mode, cases: options.case, subjects: options.subject }, cases, subjects);
  if (options.gpu) await requireCard({ softwareGpu });
  return (signal) => bench({ host, plan: planned, mode, signal });
}

/** Which subjects there are, and what can be measured of them, the page knows. */
function runInBrowser(options: Options): Run {
  const { case: cases, subject: subjects, softwareGpu } = options;
  const asked = { mode: modeOf(options), cases, subjects };
  const given = softwareGpu === undefined ? asked : { ...asked, softwareGpu };
  return (signal) => benchInBrowser({ ...given, signal });
}

function modeOf({ full = false }: Options): "quick" | "full" {
  return full ? "full" : "quick";
}
