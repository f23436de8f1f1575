import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { BackendName } from "@tenetjs/backends/names";
import { runFiles } from "@tenetjs/checkpoints/run-file";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { findSource } from "../../corpus/find-source.ts";
import { readSource } from "../../corpus/read-source.ts";
import type { CommonOptions } from "../../options/common-options.ts";
import { newRunOptions } from "../../options/new-run-options.ts";
import { defaultsOf, type FreeValues } from "../../options/option.ts";
import { runOptions } from "../../options/run-options.ts";
import { beginRun } from "../../run/begin-run.ts";
import { readEvents } from "../../run/metrics-file.ts";
import { readRun } from "../../run/read-run.ts";
import { resumeRun } from "../../run/resume-run.ts";
import type { DoneEvent, RunEvent } from "../../run/run-event.ts";
import { taskOf } from "../../tasks/all-tasks.ts";
import type { Task } from "../../tasks/task.ts";
import type { Terminal } from "../../terminal/terminal.ts";
import { namedValues } from "../file/swept-options.ts";
import { eventTerminal } from "./event-terminal.ts";
import { measuresIn } from "./measures.ts";
import type { TrialOutcome, TrialResult, TrialSpec } from "./trial.ts";

/** A trial as it is sent to a process. */
export type TrialRequest = {
  readonly spec: TrialSpec;
  /** All steps to do, including those of earlier processes. */
  readonly steps: number;
  /** The run directory. A checkpoint in it is gone on from. */
  readonly directory: string;
  /** What the texts are found by on this machine, in their order. */
  readonly names: readonly string[];
  readonly saveEvery: number;
  readonly backend: BackendName;
  readonly threads: number;
};

/**
 * Trains a trial as `tenet train` does, in a run directory, or goes on as `tenet resume` does. Returns its result; null if a signal of the process stopped
 * it, with its checkpoint in the directory.
 *
 * @throws what is no fault of the trial: a full disk, a missing text, a bug.
 */
export async function runTrial(
  request: TrialRequest,
  observe: (event: RunEvent) => void,
): Promise<TrialResult | null> {
  const { spec, steps, directory } = request;
  const task = await taskOf(spec);
  const found = await earlier(request);
  if (found !== undefined && found.step >= steps) return finished(found, directory);
  let [last, step, parameters]: [RunEvent | undefined, number, number | null] = [undefined, 0, null];
  const terminal = eventTerminal({
    event: (event) => {
      last = event;
      step = event.step;
      if (event.event === "start") parameters = event.parameters;
      observe(event);
    },
    note: () => {},
  });
  try {
    await checkTexts(request, terminal);
    if (existsSync(join(directory, runFiles.checkpoint))) await resume(request, task, terminal);
    else await begin(request, task, terminal);
  } catch (error) {
    // A run that stopped early by its patience has done all its steps, whatever was asked for.
    if (found !== undefined && codeOf(error) === "RESUME_REFUSED") return finished(found, directory);
    const outcome = outcomeOf(error);
    if (outcome === undefined) throw error;
    const { message } = error as Error;
    return { outcome, step, measures: {}, parameters, weights: null, message, seconds: 0 };
  }
  const ended = last as RunEvent | undefined;
  return ended?.event === "done" ? finished(ended, directory) : null;
}

/** The values of the options that do not affect the result of a trial. */
function freeValues({ steps, saveEvery, backend, threads }: TrialRequest) {
  // A trial may go on on another machine, which has to compute the same.
  const exactly = { backend, threads, reproducible: true, revectorize: false };
  return {
    ...defaultsOf(runOptions),
    steps,
    reportEvery: Math.max(1, Math.ceil(steps / 200)),
    saveEvery,
    raw: false,
    json: true,
    ...exactly,
  };
}

async function begin(request: TrialRequest, task: Task, terminal: Terminal): Promise<void> {
  const { spec, directory, names } = request;
  const set = { ...namedValues(task, spec.options), seed: spec.seed };
  const values = {
    ...defaultsOf({ ...task.options, ...newRunOptions }),
    ...quiet(task),
    ...freeValues(request),
    ...set,
    out: directory,
  };
  await beginRun(task, { values, given: new Set(Object.keys(set)), configured: new Set(), names, terminal });
}

async function resume(request: TrialRequest, task: Task, terminal: Terminal): Promise<void> {
  await resumeRun(request.directory, {
    values: freeValues(request),
    valuesOf: () =>
      ({ ...defaultsOf(task.options), ...quiet(task), ...freeValues(request) }) as FreeValues<CommonOptions>,
    refuse: () => {},
    names: request.names,
    terminal,
  });
}

/** No samples while training, for a task that writes them. */
function quiet({ options }: Task) {
  return "sampleEvery" in options ? { sampleEvery: 0 } : {};
}

/** The last `done` event of the run in the directory; undefined without one. */
async function earlier({ directory }: TrialRequest): Promise<DoneEvent | undefined> {
  let done: DoneEvent | undefined;
  for await (const event of readEvents(join(directory, runFiles.metrics)))
    if (event.event === "done") done = event;
  return done;
}

async function finished(done: DoneEvent, directory: string): Promise<TrialResult> {
  const { step, parameters, seconds } = done;
  const { tensors } = await readRun(join(directory, runFiles.weights));
  const hash = createHash("sha256");
  for (const [name, { shape, data }] of Object.entries(tensors).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    hash
      .update(`${name} ${shape.join(" ")}\n`)
      .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  const weights = hash.digest("hex");
  return { outcome: "done", step, measures: measuresIn(done), parameters, weights, message: null, seconds };
}

/** @throws {TenetError} `RESUME_REFUSED` when a text is not the one that the sweep was planned with. */
async function checkTexts({ spec, names }: TrialRequest, terminal: Terminal): Promise<void> {
  for (const [index, name] of names.entries()) {
    const { sha256 } = await readSource(findSource(name), terminal);
    if (sha256 === spec.texts[index]) continue;
    const expected = `${name} as it was when the sweep began (SHA-256 ${spec.texts[index]})`;
    throw new TenetError("TEXT_CHANGED", problem("sweep", expected, phrase(`SHA-256 ${sha256}`)));
  }
}

/** The outcome of a trial that would fail again with the same error; undefined where the machine is at fault, or the program. */
function outcomeOf(error: unknown): TrialOutcome | undefined {
  const code = codeOf(error);
  if (code === "DIVERGED") return "diverged";
  if (code === "TOO_LARGE" || code === "OUT_OF_MEMORY") return "out of memory";
  if (!(error instanceof RangeError)) return undefined;
  return /allocation|memory/i.test(error.message) && !/expected /.test(error.message)
    ? "out of memory"
    : "refused";
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
