import type { Started } from "@tenetjs/backends";
import type { TrainingState } from "@tenetjs/training";
import { interruptedExitCode } from "../exit.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { interruption } from "./interruption.ts";
import { jsonObserver } from "./json-observer.ts";
import { progressObserver } from "./progress-observer.ts";
import type { RunDescription } from "./run-description.ts";
import type { RunDirectory } from "./run-directory.ts";
import { type RunEvent, tellAll } from "./run-event.ts";
import type { Task } from "./task.ts";
import { trainRun } from "./train-run.ts";

export type Execution = {
  readonly terminal: Terminal;
  readonly run: RunDescription;
  readonly task: Task;
  readonly state: TrainingState;
  readonly backend: Started;
  readonly steps: number;
  readonly reportEvery: number;
  readonly evaluateEvery: number;
  readonly saveEvery: number;
  /** Where the run is kept; nowhere without it. */
  readonly directory?: RunDirectory;
  readonly json: boolean;
};

/** Trains as a command does: shows it, keeps it, and on Ctrl-C finishes the step, saves and says how to go on. */
export async function execute(execution: Execution): Promise<void> {
  const { terminal, run, task, state, directory, json, steps } = execution;
  const interrupt = interruption(terminal);
  const show = json ? jsonObserver(terminal) : progressObserver(terminal);
  const record = directory?.observer ?? (() => {});
  const observer = tellAll(record, show);
  try {
    const done = await trainRun({
      ...execution,
      options: run,
      seed: run.seed,
      observer,
      signal: interrupt.signal,
      ...(directory === undefined ? {} : { save: () => directory.save(state) }),
    });
    const last: RunEvent = done ?? {
      event: "interrupted",
      step: state.step,
      resume: resumeCommand(directory, steps),
    };
    if (directory !== undefined) {
      observer({ event: "saved", step: state.step, path: await directory.save(state) });
      record(last);
      await directory.finish(state, task.title);
    }
    show(last);
    if (done === undefined) process.exitCode = interruptedExitCode;
    else if (directory !== undefined && !json) terminal.out(`kept in         ${directory.path}`);
  } finally {
    interrupt.end();
  }
}

function resumeCommand(directory: RunDirectory | undefined, steps: number): string | null {
  return directory === undefined ? null : `tenet resume ${directory.path} --steps ${steps}`;
}
