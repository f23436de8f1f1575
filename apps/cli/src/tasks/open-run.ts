import { parametersIn, type RunDescription, type WeightsChoice } from "@tenetjs/checkpoints/run-file";
import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import { type Network, networkParameters } from "@tenetjs/models";
import { checkedRun } from "../run/checked-run.ts";
import type { Run } from "../run/run.ts";
import { readStoredWeights, type StoredTensors, type StoredWeights } from "../run/stored-weights.ts";
import { taskOf } from "./all-tasks.ts";
import type { Task, TaskWork } from "./task.ts";

/** A run that was read from a file, checked, and its task. */
export type OpenedRun = { readonly run: Run; readonly task: Task; readonly work: TaskWork };

/**
 * The run that `file` states beside `tensors`, and its task. Its options, its data and its number of parameters are checked before anything is
 * made from them.
 *
 * @throws {TenetError} `NO_RUN` when no task has that name; `BAD_RUN` when the description cannot be right; `CHECKPOINT_MISMATCH` when
 *   it is not that of the tensors.
 */
export async function openRun(
  stated: RunDescription,
  { file, tensors }: { readonly file: string; readonly tensors: StoredTensors },
): Promise<OpenedRun> {
  const task = await taskOf(stated);
  const run = checkedRun(task, stated, file);
  const work = await task.load();
  checkParameters(work.network(run), { file, tensors });
  return { run, task, work };
}

/** @throws {TenetError} `CHECKPOINT_MISMATCH` when the network has another number of parameters than the tensors. */
export function checkParameters(
  { options }: Network,
  { file, tensors }: { readonly file: string; readonly tensors: StoredTensors },
): void {
  const parameters = networkParameters(options);
  const stored = Object.values(parametersIn(tensors)).reduce((sum, { data }) => sum + data.length, 0);
  if (stored === parameters) return;
  const got = phrase(stored.toLocaleString("en"));
  const expected = `the ${parameters.toLocaleString("en")} parameters of its network in ${file}`;
  throw new TenetError("CHECKPOINT_MISMATCH", problem("run", expected, got, "Use another file of the run."));
}

/** The weights of the run at `path`, opened. @throws as `readStoredWeights` and {@link openRun} do. */
export async function openWeights(
  path: string,
  choice: WeightsChoice | null,
): Promise<Omit<OpenedRun, "run"> & { readonly stored: StoredWeights }> {
  const { run: stated, source, tensors, own } = await readStoredWeights(path, choice);
  const { run, ...opened } = await openRun(stated, { file: source.file, tensors });
  return { ...opened, stored: { run, own, source, tensors } };
}
