import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseRun, type RunDescription, runFiles } from "@tenetjs/checkpoints/run-file";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { readEvents } from "../run/metrics-file.ts";
import type { RunEvent } from "../run/run-event.ts";

/** A run in a directory, as `tenet runs --json` prints it. */
export type ListedRun = {
  /** Its directory. */
  readonly run: string;
  /** Null if its description cannot be read. */
  readonly task: string | null;
  readonly cell: string | null;
  /** The number of the last step that the metrics have, and the number of steps that the run was to have. */
  readonly step: number;
  readonly steps: number | null;
  /** The loss at that step; null before the first report. */
  readonly loss: number | null;
  /** The last held-out loss; null before the first evaluation. */
  readonly heldOutLoss: number | null;
  readonly state: RunStatus;
  /** When the run was last written to, in ISO 8601. */
  readonly changed: string;
};

/**
 * What became of a run. It is `unfinished` if it still trains, or was killed; and `unreadable` if its description is damaged, or from
 * another version of tenet.
 */
export type RunStatus = "finished" | "stopped" | "failed" | "unfinished" | "unreadable";

/**
 * The runs in `directory` and below, the one that was last written to first.
 *
 * @throws {TenetError} `NO_RUN` when there is no such directory.
 */
export async function findRuns(directory: string): Promise<ListedRun[]> {
  if (!existsSync(directory) || !statSync(directory).isDirectory()) {
    const next = "Pass a directory that has runs (--out of their training) in it.";
    throw new TenetError("NO_RUN", problem("runs", `a directory at ${directory}`, phrase("none"), next));
  }
  const runs: ListedRun[] = [];
  for (const run of runDirectories(directory)) runs.push(await describeRun(run));
  return runs.sort((a, b) => b.changed.localeCompare(a.changed));
}

/** The directories with the description of a run. Hidden directories and node_modules are left out. */
function runDirectories(directory: string): string[] {
  if (existsSync(join(directory, runFiles.run))) return [directory];
  const inside = readdirSync(directory, { withFileTypes: true });
  return inside.filter(isSearched).flatMap(({ name }) => runDirectories(join(directory, name)));
}

function isSearched(entry: Dirent): boolean {
  return entry.isDirectory() && !entry.name.startsWith(".") && entry.name !== "node_modules";
}

async function describeRun(run: string): Promise<ListedRun> {
  const [description, metrics] = [join(run, runFiles.run), join(run, runFiles.metrics)];
  const changed = statSync(existsSync(metrics) ? metrics : description).mtime.toISOString();
  const known = readDescription(description);
  const last: { [Kind in RunEvent["event"]]?: Extract<RunEvent, { event: Kind }> } = {};
  let ending: RunEvent | undefined;
  let latest: RunEvent | undefined;
  for await (const event of readEvents(metrics)) {
    Object.assign(last, { [event.event]: event });
    if (endings.has(event.event)) ending = event;
    latest = event;
  }
  return {
    run,
    task: known?.task ?? null,
    cell: typeof known?.options.cell === "string" ? known.options.cell : null,
    step: latest?.step ?? 0,
    steps: last.start?.steps ?? null,
    loss: last.step?.loss ?? null,
    heldOutLoss: (last.done ?? last.evaluation)?.heldOut.loss ?? null,
    state: known === undefined ? "unreadable" : statusAfter(ending),
    changed,
  };
}

/** The events that begin or end a part of a run. The last one decides what became of it. */
const endings: ReadonlySet<RunEvent["event"]> = new Set(["start", "done", "interrupted", "failed"]);

function readDescription(file: string): RunDescription | undefined {
  try {
    return parseRun(readFileSync(file, "utf8"), file);
  } catch {
    return undefined;
  }
}

function statusAfter(ending: RunEvent | undefined): RunStatus {
  if (ending?.event === "done") return "finished";
  if (ending?.event === "interrupted") return "stopped";
  return ending?.event === "failed" ? "failed" : "unfinished";
}
