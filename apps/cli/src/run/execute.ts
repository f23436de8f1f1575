import type { StartedBackend } from "../backend.ts";
import { interruptedExitCode } from "../exit.ts";
import { eventFilesIn } from "../tensorboard/event-file-names.ts";
import { noRasteriser } from "../tensorboard/no-rasteriser.ts";
import type { RunBoard } from "../tensorboard/run-board.ts";
import { shellWord } from "../terminal/shell-word.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { concludeRun } from "./conclude-run.ts";
import { codeOf, withAdvice } from "./failure.ts";
import type { Interruption } from "./interruption.ts";
import { jsonObserver } from "./json-observer.ts";
import { progressObserver } from "./progress-observer.ts";
import type { Run } from "./run.ts";
import type { RunDirectory } from "./run-directory.ts";
import { notifyAll, type Observer, type RunEvent } from "./run-event.ts";
import type { RunState } from "./run-state.ts";
import { trainRun } from "./train-run.ts";
import type { Trainable } from "./trainable.ts";
import { withUsedWeights } from "./used-weights.ts";

export type Execution = {
  readonly terminal: Terminal;
  readonly run: Run;
  readonly trainable: Trainable;
  readonly state: RunState;
  readonly backend: StartedBackend;
  readonly steps: number;
  readonly reportEvery: number;
  readonly saveEvery: number;
  /** Where the run is saved. Default: nowhere. */
  readonly directory?: RunDirectory;
  /** The new paths of the texts of a run that continues, if they have moved: the run still has the old ones. */
  readonly names?: readonly string[];
  readonly json: boolean;
  /** What stops the run. It listens from before the directory is locked. */
  readonly interrupt: Interruption;
  /** Whether to write the run for TensorBoard. One that has been written for it before goes on. */
  readonly tensorboard: boolean;
};

/**
 * Trains a run, shows its progress and saves it. On Ctrl-C, and when nobody reads its output any more, it finishes the step, saves, and
 * prints the command that continues.
 *
 * @throws {TenetError} whatever the run fails of, with what is still there and the command that continues from it.
 */
export async function execute(execution: Execution): Promise<void> {
  const { terminal, run, trainable, state, backend, directory, json, steps, reportEvery, saveEvery } =
    execution;
  const { signal } = execution.interrupt;
  const show = json ? jsonObserver(terminal) : progressObserver(terminal);
  const board = await boardOf(execution);
  const record = notifyAll(...[directory, board].flatMap((one) => (one === undefined ? [] : [one.observer])));
  const observer = notifyAll(record, show);
  const keep = directory && {
    save: async () => {
      const path = await directory.save(state);
      saved = state.training.step;
      return path;
    },
    saveBest: () => directory.saveBest(state),
  };
  // A resumed run already has the checkpoint that it started from.
  let saved = state.training.step === 0 ? null : state.training.step;
  try {
    if (directory !== undefined && state.training.step === 0) {
      // From here on the run can be resumed, however this process ends.
      await keep?.save();
      await directory.describe();
    }
    const samples = sampling(execution, observer, signal);
    const { ended, seconds } = await trainRun({
      ...{ trainable, state, backend, steps, reportEvery, saveEvery, observer, signal },
      options: run.options,
      seed: run.options.seed,
      evaluateEvery: run.options.evaluateEvery,
      ...(keep === undefined ? {} : { keep }),
      ...(samples === undefined ? {} : { samples }),
      ...(board === undefined ? {} : { look: board.look }),
    });
    // Before the evaluation of all held-out data, which may take long: a kill there loses no step.
    const { step } = state.training;
    if (keep !== undefined) observer({ event: "saved", step, path: await keep.save() });
    const done = ended ? await concludeRun({ trainable, state, backend, signal, seconds }) : undefined;
    const last: RunEvent = done ?? { event: "interrupted", step, resume: resumeCommand(execution) };
    // Once the metrics say that the run is done, everything else is there.
    if (done !== undefined) {
      const curves = await directory?.finish(state, trainable);
      if (board !== undefined && curves != null && !(await board.draw(curves))) terminal.error(noRasteriser);
    }
    record(last);
    show(last);
    if (done === undefined) process.exitCode = interruptedExitCode;
    else if (directory !== undefined && !json) {
      const { best } = state.selection;
      if (best !== null && best.step < step)
        terminal.out(`best weights    step ${best.step}, held-out loss ${best.loss.toFixed(4)}`);
      terminal.out(`saved to        ${directory.path}`);
    }
  } catch (error) {
    // The state is not saved here: a lost device has lost its tensors, and a full disk has no room for them.
    const { step } = state.training;
    const isSaved = directory !== undefined && saved !== null;
    const remains = {
      saved: isSaved ? saved : null,
      resume: isSaved ? resumeCommand(execution) : null,
    };
    const message = error instanceof Error ? error.message : String(error);
    const failed: RunEvent = { event: "failed", step, code: codeOf(error), message, ...remains };
    try {
      // Before its first checkpoint there is nothing of a run in the directory, and the same command may begin it anew.
      if (isSaved) record(failed);
    } catch {
      // What failed first is what matters, and it may well be the disk of the metrics.
    }
    show(failed);
    throw withAdvice(error, { ...remains, backend: backend.backend });
  }
}

/** What writes the run for TensorBoard, which is loaded for runs that ask for it only. */
async function boardOf(execution: Execution): Promise<RunBoard | undefined> {
  const { directory, tensorboard } = execution;
  if (directory === undefined) return undefined;
  const { path, mode } = directory;
  if (!tensorboard && eventFilesIn(path).length === 0) return undefined;
  const { runBoard } = await import("../tensorboard/run-board.ts");
  return runBoard({ ...execution, directory: path, mode });
}

/** Writes samples to the terminal as they are made: to standard output, or to standard error when standard output is JSON. */
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
      await withUsedWeights(state, async (weights) => {
        for await (const piece of samples.write(weights, step)) {
          text += piece;
          terminal.write(piece, to);
          if (signal.aborted) break;
        }
      });
      terminal.write("\n", to);
      observer({ event: "sample", step, text });
    },
  };
}

/** The command that continues. It is recorded with the events of the run, so that it leaves open the name of a text that the run hides. */
function resumeCommand({ directory, steps, names = [], trainable }: Execution): string | null {
  if (directory === undefined) return null;
  const texts = trainable.isTextHidden ? ["FILE"] : names.map(shellWord);
  return ["tenet resume", shellWord(directory.path), ...texts, `--steps ${steps}`].join(" ");
}
