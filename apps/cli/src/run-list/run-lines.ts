import { columns } from "../terminal/columns.ts";
import type { ListedRun } from "./find-runs.ts";

/** A table of `runs`, which were found in `directory`, as lines of text. */
export function runLines(runs: readonly ListedRun[], directory: string): string[] {
  if (runs.length === 0) return [`no runs in ${directory}`];
  return columns([
    ["run", "task", "cell", "steps", "loss", "held-out", "changed", "state"],
    ...runs.map(({ run, task, cell, step, steps, loss, heldOutLoss, changed, state }) => [
      run,
      task ?? "",
      cell ?? "",
      steps === null ? `${step}` : `${step} of ${steps}`,
      shown(loss),
      shown(heldOutLoss),
      localTime(changed),
      state,
    ]),
  ]);
}

function shown(loss: number | null): string {
  return loss === null ? "" : loss.toFixed(4);
}

/** "2026-01-31 09:30" in the time zone of this machine. */
function localTime(iso: string): string {
  // Swedish dates are those of ISO 8601.
  return new Date(iso).toLocaleString("sv", { dateStyle: "short", timeStyle: "short" });
}
