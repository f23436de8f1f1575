import { appendFileSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { fileError } from "@tenetjs/checkpoints/node";
import { eventFileName, eventFilesIn, secondsOf } from "./event-file-names.ts";
import { eventStep } from "./event-step.ts";
import { type BoardEvent, encodeEvent, type SummaryValue } from "./messages.ts";
import { framed, recordsIn } from "./records.ts";

/** A file of events of a directory, to which values are appended. */
export type EventFile = {
  readonly path: string;
  /** Appends values of a step. The write is synchronous, so that a killed process loses none. @throws {TenetError} with the file. */
  add(step: number, values: readonly SummaryValue[]): void;
};

export type EventFileOptions = {
  /** Who may read the file, as bits of `chmod`. */
  readonly mode?: number;
  /** The time in seconds since 1970. */
  readonly now?: () => number;
};

/**
 * A new file of events in `directory`, for steps after `after`. TensorBoard reads the files of a directory in the order of their names as one history.
 */
export function newEventFile(
  directory: string,
  after: number,
  { mode = 0o666, now = () => Date.now() / 1000 }: EventFileOptions = {},
): EventFile {
  const before = eventFilesIn(directory);
  // A clock that was set back must not put the new file before the others.
  const seconds = Math.max(Math.floor(now()), ...before.map(secondsOf));
  const path = join(directory, eventFileName(seconds, before.length));
  const append = (events: readonly BoardEvent[]) => {
    try {
      appendFileSync(path, Buffer.concat(events.map((event) => framed(encodeEvent(event)))), { mode });
    } catch (error) {
      throw fileError("tensorboard", `to append to ${path}`, error, "The events before are intact.");
    }
  };
  append([
    { wallTime: now(), fileVersion: "brain.Event:2" },
    // A TensorBoard that runs has read what `forgetEventsAfter` removes, and drops it when it reads this.
    ...(before.length === 0
      ? []
      : [{ wallTime: now(), step: after + 1, sessionLog: { status: 1 } } satisfies BoardEvent]),
  ]);
  return {
    path,
    add: (step, values) => append([{ wallTime: now(), step, summary: { values } }]),
  };
}

/**
 * Cuts the events of steps after `step`, and what a kill left incomplete, off the files in `directory`: a run that continues from there repeats these
 * steps. Steps never fall within a directory, so each file keeps its start.
 *
 * @throws {TenetError} with the file.
 */
export function forgetEventsAfter(directory: string, step: number): void {
  for (const name of eventFilesIn(directory)) {
    const path = join(directory, name);
    try {
      const file = readFileSync(path);
      const end = endOfSteps(file, step);
      if (end < file.length) truncateSync(path, end);
    } catch (error) {
      throw fileError("tensorboard", `to cut the end off ${path}`, error, "The file is as it was before.");
    }
  }
}

/** The byte after the last record of `file` before one of a step after `step`. */
function endOfSteps(file: Uint8Array, step: number): number {
  let kept = 0;
  for (const { data, end } of recordsIn(file)) {
    if (eventStep(data) > step) break;
    kept = end;
  }
  return kept;
}
