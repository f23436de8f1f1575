import { basename, extname, join } from "node:path";
import { ensureWritable } from "@tenetjs/checkpoints/node";
import { counted } from "../corpus/counted.ts";
import { interruptedExitCode } from "../exit.ts";
import type { ValuesOf } from "../options/option.ts";
import { interruption } from "../run/interruption.ts";
import { lockDirectory } from "../run/lock-directory.ts";
import { duration } from "../run/progress-observer.ts";
import { columns } from "../terminal/columns.ts";
import { shellWord } from "../terminal/shell-word.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { readSweep, type Sweep } from "./file/read-sweep.ts";
import { type KeptTrials, keptTrials } from "./kept-trials.ts";
import { pointTable } from "./report/point-table.ts";
import { axesOf, type ReportPaths, writeSweepReport } from "./report/write-sweep-report.ts";
import { runLocally } from "./run-locally.ts";
import { openJobs } from "./schedule/open-jobs.ts";
import { standings } from "./standings.ts";
import type { sweepOptions } from "./sweep-options.ts";
import { sweepProgress } from "./sweep-progress.ts";
import { trialLabel } from "./trial/trial.ts";

type SweepValues = ValuesOf<typeof sweepOptions>;

/** Trains the trials of the sweep file `file`, here or through a queue, and writes the report of all that have a result. */
export async function sweep(terminal: Terminal, file: string, values: SweepValues): Promise<void> {
  const read = await readSweep(file, terminal);
  if (values.dryRun) return listTrials(terminal, read, values);
  const out = values.out ?? join("runs", basename(file, extname(file)));
  const notice =
    values.queue === null ? "stopping: the trials save; press Ctrl-C again to stop at once" : "stopping";
  const interrupt = interruption(terminal, notice);
  try {
    await ensureWritable(out);
    const { release } = lockDirectory(out);
    try {
      await sweepInto(out, read, terminal, { ...values, file, signal: interrupt.signal });
    } finally {
      release();
    }
  } finally {
    interrupt.end();
  }
}

function listTrials(terminal: Terminal, sweep: Sweep, { json }: SweepValues): void {
  const { id, trials, rungs, measure } = sweep;
  if (json) {
    terminal.out(JSON.stringify({ sweep: id, measure, rungs, trials }));
    return;
  }
  for (const trial of trials) terminal.out(`${trial.id}  ${trialLabel(trial)}`);
  terminal.out(`${trials.length} trials of ${rungs.join(", ")} steps`);
}

async function sweepInto(
  out: string,
  sweep: Sweep,
  terminal: Terminal,
  values: SweepValues & { readonly file: string; readonly signal: AbortSignal },
): Promise<void> {
  const { jobs, backend, threads, saveEvery, queue, json, signal } = values;
  const kept = keptTrials(out);
  if (kept.count() > 0) terminal.error(`${kept.count()} results are already there, in ${kept.file}`);
  const started = performance.now();
  const directory = join(out, "trials");
  const progress = sweepProgress(sweep, { find: kept.find, width: jobs, terminal });
  try {
    const common = { sweep, kept, directory, progress, signal };
    if (queue === null) await runLocally({ ...common, width: jobs, on: { backend, threads, saveEvery } });
    else {
      const { runOnQueue } = await import("./queue/run-on-queue.ts");
      await runOnQueue({ ...common, url: queue, on: { backend, saveEvery }, terminal });
    }
  } finally {
    terminal.settle();
  }
  const seconds = (performance.now() - started) / 1000;
  const paths = await writeSweepReport(out, sweep, kept.find);
  if (signal.aborted) {
    process.exitCode = interruptedExitCode;
    const again = ["tenet sweep", shellWord(values.file), "--out", shellWord(out)];
    const from = queue === null ? "" : "Workers go on. ";
    terminal.error(
      `${counted(openJobs(sweep, kept.find).length, "job")} left. ${from}Continue with: ${again.join(" ")}${queue === null ? "" : " --queue URL"}`,
    );
  }
  if (json) terminal.out(JSON.stringify(inJson(sweep, kept, paths, seconds)));
  else for (const line of linesOf(sweep, kept, paths, seconds)) terminal.out(line);
}

function inJson(sweep: Sweep, kept: KeptTrials, paths: ReportPaths, seconds: number) {
  const found = standings(sweep, kept.find);
  const { id, measure, trials } = sweep;
  const of = ({ trial, steps, result }: (typeof found)[number]) => ({ ...trial, steps, result });
  return {
    ...{ sweep: id, measure, trials: trials.length, finished: found.length, seconds },
    open: openJobs(sweep, kept.find).length,
    best: found[0] === undefined ? null : of(found[0]),
    results: kept.file,
    ...paths,
  };
}

/** The best points as a table, and where everything is. */
function linesOf(sweep: Sweep, kept: KeptTrials, { html, csv }: ReportPaths, seconds: number): string[] {
  const found = standings(sweep, kept.find);
  const table = pointTable(found, { axes: axesOf(sweep), measure: sweep.measure });
  const failed = found.filter(({ result }) => result.outcome !== "done");
  const shown = table.rows.slice(0, mostShown);
  const more = table.rows.length - shown.length;
  return [
    ...columns([table.columns, ...shown]),
    ...(more > 0 ? [`and ${more} more points`] : []),
    ...failed
      .slice(0, mostShown)
      .map(
        ({ trial, result }) =>
          `${trialLabel(trial)}: ${result.outcome}${result.message === null ? "" : `. ${result.message}`}`,
      ),
    `${found.length} of ${sweep.trials.length} trials in ${duration(seconds)}. Report: ${html}, table: ${csv}`,
  ];
}

const mostShown = 10;
