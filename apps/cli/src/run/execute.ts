import type { Started } from "@tenetjs/backends";
import { interruptedExitCode } from "../exit.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { isBackendFailure, withWayOn } from "./failed-backend.ts";
import { interruption } from "./interruption.ts";
import { jsonObserver } from "./json-observer.ts";
import { progressObserver } from "./progress-observer.ts";
import type { Run } from "./run.ts";
import type { RunDirectory } from "./run-directory.ts";
import { type Observer, type RunEvent, tellAll } from "./run-event.ts";
import type { RunState } from "./run-state.ts";
import { trainRun } from "./train-run.ts";
import type { Trainable } from "./trainable.ts";

export type Execution = {
  readonly terminal: Terminal;
  readonly run: Run;
  readonly trainable: Trainable;
  readonly state: RunState;
  readonly backend: Started;
  readonly steps: number;
  readonly reportEvery: number;
  readonly saveEvery: number;
  /** Where the run is kept; nowhere without it. */
  readonly directory?: RunDirectory;
  readonly json: boolean;
};

/**
 * Trains as a command does: shows it, keeps it, and on Ctrl-C finishes the step, saves and says how to go on.
 *
 * @throws {TenetError} `DEVICE_LOST` and the like, when what computes fails, with the command that goes on from the checkpoint.
 */
export async function execute(execution: Execution): Promise<void> {
  const { terminal, run, trainable, state, backend, directory, json, steps, reportEvery, saveEvery } =
    execution;
  const show = json ? jsonObserver(terminal) : progressObserver(terminal);
  const record = directory?.observer ?? (() => {});
  const observer = tellAll(record, show);
  const keep = directory && {
    save: async () => {
      const path = await directory.save(state);
      saved = state.training.step;
      return path;
    },
    saveBest: () => directory.saveBest(state),
  };
  const interrupt = interruption(terminal);
  // A resumed run has the checkpoint that it comes from.
  let saved = state.training.step === 0 ? null : state.training.step;
  try {
    // From here on the run can be resumed, whatever ends this process.
    if (state.training.step === 0) await keep?.save();
    const samples = sampling(execution, observer, interrupt.signal);
    const done = await trainRun({
      trainable,
      state,
      backend,
      steps,
      reportEvery,
      saveEvery,
      options: run.options,
      seed: run.options.seed,
      evaluateEvery: run.options.evaluateEvery,
      observer,
      signal: interrupt.signal,
      ...(keep === undefined ? {} : { keep }),
      ...(samples === undefined ? {} : { samples }),
    });
    const { step } = state.training;
    const last: RunEvent = done ?? { event: "interrupted", step, resume: resumeCommand(directory, steps) };
    if (directory !== undefined && keep !== undefined) {
      observer({ event: "saved", step, path: await keep.save() });
      record(last);
      await directory.finish(state, trainable);
    }
    show(last);
    if (done === undefined) process.exitCode = interruptedExitCode;
    else if (directory !== undefined && !json) {
      const { best } = state.selection;
      if (best !== null && best.step < step)
        terminal.out(`best weights    of step ${best.step}, held-out loss ${best.loss.toFixed(4)}`);
      terminal.out(`kept in         ${directory.path}`);
    }
  } catch (error) {
    if (!isBackendFailure(error)) throw error;
    // Nothing is read here: what was on a device that is lost is lost.
    const { step } = state.training;
    const { code, message } = error;
    const kept =
      directory === undefined || saved === null
        ? nothing
        : { saved, resume: resumeCommand(directory, steps) };
    observer({ event: "failed", step, code, message, ...kept });
    throw withWayOn(error, { ...kept, backend: backend.backend });
  } finally {
    interrupt.end();
  }
}

const nothing = { saved: null, resume: null };

/** What writes samples to the terminal as they are made: on standard output, or beside it where that is for JSON. */
function sampling(
  { terminal, trainable: { samples }, state, json }: Execution,
  observer: Observer,
  signal: AbortSignal,
): { readonly every: number; write(step: number): Promise<void> } | undefined {
  if (samples === undefined) return undefined;
  const to = json ? "error" : "out";
  return {
    every: samples.every,
    write: async (step) => {
      let text = "";
      terminal.write(`--- after step ${step} ---\n`, to);
      for await (const piece of samples.write(state.training.params, step)) {
        text += piece;
        terminal.write(piece, to);
        if (signal.aborted) break;
      }
      terminal.write("\n", to);
      observer({ event: "sample", step, text });
    },
  };
}

function resumeCommand(directory: RunDirectory | undefined, steps: number): string | null {
  if (directory === undefined) return null;
  const { path } = directory;
  const quoted = /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
  return `tenet resume ${quoted} --steps ${steps}`;
}
