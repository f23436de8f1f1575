import { cpus } from "node:os";
import { join } from "node:path";
import { ensureWritable } from "@tenetjs/checkpoints/node";
import { problem } from "@tenetjs/core/internals";
import { interruptedExitCode } from "../exit.ts";
import type { ValuesOf } from "../options/option.ts";
import { interruption } from "../run/interruption.ts";
import { duration } from "../run/progress-observer.ts";
import type { queuePool } from "../sweep/queue/queue-pool.ts";
import { noRasteriser } from "../tensorboard/no-rasteriser.ts";
import { shellWord } from "../terminal/shell-word.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { Scale } from "./experiment.ts";
import { type JobPool, jobPool } from "./jobs/job-pool.ts";
import { keptResults } from "./jobs/kept-results.ts";
import { finishedOf, type Planned, plan } from "./plan.ts";
import { type Reported, writeReport } from "./report/write-report.ts";
import { reproduceOptions } from "./reproduce-options.ts";
import { runJobs } from "./run-jobs.ts";

/** Runs the experiments with `names`, or all of them, and writes the report of all whose results are there. */
export async function reproduce(
  terminal: Terminal,
  names: readonly string[],
  values: ValuesOf<typeof reproduceOptions>,
): Promise<void> {
  const { out, json, full, seeds, steps, only, books, chat, jobs, backend, threads, fast } = values;
  const { queue, tensorboard } = values;
  const scale: Scale = {
    ...{ full, seeds },
    ...(steps === null ? {} : { steps }),
    ...(books === null ? {} : { books }),
    ...(chat === null ? {} : { chat }),
  };
  await ensureWritable(out);
  const kept = keptResults(out);
  const planned = withText(await plan(names, scale), only);
  const earlier = planned.reduce((sum, one) => sum + finishedOf(one, kept).length, 0);
  if (earlier > 0) terminal.error(`${earlier} results are already there, in ${kept.file}`);
  for (const { experiment } of planned) await experiment.prepare?.(scale, terminal);
  const interrupt = interruption(terminal, "stopping; press Ctrl-C again to stop at once");
  const pool = queue === null ? jobPool(jobs) : await queuePoolOf(queue, { scale, names, terminal });
  // A queue takes all jobs, and its workers share them out.
  const width = queue === null ? jobs : Number.POSITIVE_INFINITY;
  const started = performance.now();
  try {
    await runJobs({
      ...{ planned, kept, pool, width, terminal, on: { backend, threads, fast } },
      machine: machineOf(values),
      signal: interrupt.signal,
    });
  } finally {
    interrupt.end();
    await pool.end();
  }
  const seconds = (performance.now() - started) / 1000;
  const command = commandOf(values);
  if (interrupt.signal.aborted) {
    process.exitCode = interruptedExitCode;
    const again = [command, ...(only === null ? [] : ["--only", shellWord(only)]), ...names].join(" ");
    terminal.error(`the results so far are in ${kept.file}. Continue with: ${again}`);
  }
  const reported = (await plan([], scale)).flatMap((one): Reported[] => {
    const finished = finishedOf(one, kept);
    if (finished.length === 0) return [];
    const { name, experiment, jobs } = one;
    const findings = experiment.report(finished);
    const again = `${command} ${name}`;
    return [{ name, experiment, findings, finished, jobs: jobs.length, command: again }];
  });
  if (reported.length === 0) return;
  const paths = await writeReport(out, reported, notesOf(scale, values));
  if (tensorboard) {
    const { writeReportBoard } = await import("../tensorboard/report-board.ts");
    if (!(await writeReportBoard(join(out, "tensorboard"), reported))) terminal.error(noRasteriser);
  }
  const own = reported.filter(({ name }) => planned.some((one) => one.name === name));
  if (json) {
    terminal.out(JSON.stringify({ seconds, experiments: own.map(inJson), results: kept.file, ...paths }));
    return;
  }
  for (const { name, findings } of own)
    terminal.out(`${name}: ${findings.verdict.outcome}. ${findings.verdict.said}`);
  terminal.out(`finished in ${duration(seconds)}. Report: ${paths.html}`);
}

/** What is planned, with the jobs alone whose names are a text, or contain it if none is. @throws {RangeError} when there is no such job. */
function withText(planned: readonly Planned[], only: string | null): readonly Planned[] {
  if (only === null) return planned;
  const choose = (isChosen: (label: string) => boolean) =>
    planned
      .map((one) => ({ ...one, jobs: one.jobs.filter(({ label }) => isChosen(label)) }))
      .filter(({ jobs }) => jobs.length > 0);
  const named = choose((label) => label === only);
  const chosen = named.length > 0 ? named : choose((label) => label.includes(only));
  if (chosen.length > 0) return chosen;
  const examples = planned.map(({ name, jobs }) => `"${jobs[0]?.label}" of ${name}`).join(", ");
  throw new RangeError(
    problem("--only", "a text in the name of a job", only, `Names are such as ${examples}.`),
  );
}

/** The library of the queue is loaded only for those who use it. */
async function queuePoolOf(...options: Parameters<typeof queuePool>): Promise<JobPool> {
  return (await import("../sweep/queue/queue-pool.ts")).queuePool(...options);
}

function inJson({ name, experiment, findings, finished, jobs }: Reported) {
  const { verdict, tables } = findings;
  return { name, claim: experiment.claim, verdict, done: finished.length, jobs, tables };
}

/** What the results come from, as it is kept beside them. */
function machineOf({ queue, fast }: Pick<ValuesOf<typeof reproduceOptions>, "queue" | "fast">): string {
  if (queue !== null) return "workers of a queue";
  const machine = `${cpus()[0]?.model.trim()}, Node ${process.versions.node}`;
  return fast ? `${machine}, its fastest kernels` : machine;
}

function notesOf({ full, seeds }: Scale, values: ValuesOf<typeof reproduceOptions>): string[] {
  const size = full
    ? "All sizes, steps and seeds of each experiment."
    : "A quick run: small sizes, few steps, one seed. A verdict stays open where that is too little to tell.";
  const asked = seeds === null ? "" : ` ${seeds} ${seeds === 1 ? "seed" : "seeds"} of each variant.`;
  return [`${size}${asked} On ${values.backend}, ${machineOf(values)}.`];
}

/** The options that say what is run, and where. */
type Asked = Pick<
  ValuesOf<typeof reproduceOptions>,
  "full" | "seeds" | "steps" | "books" | "chat" | "out" | "fast"
>;

/** The command that runs experiments so, without their names. */
export function commandOf({ full, seeds, steps, books, chat, out, fast }: Asked): string {
  return [
    "tenet reproduce",
    full ? "--full" : "--quick",
    ...(seeds === null ? [] : ["--seeds", String(seeds)]),
    ...(steps === null ? [] : ["--steps", String(steps)]),
    ...(books === null ? [] : ["--books", shellWord(books)]),
    ...(chat === null ? [] : ["--chat", shellWord(chat)]),
    ...(out === reproduceOptions.out.default ? [] : ["--out", shellWord(out)]),
    ...(fast ? ["--fast"] : []),
  ].join(" ");
}
