import { TenetError } from "@tenetjs/core";
import type { JobEnding } from "./trial/job-process.ts";
import type { TrialResult } from "./trial/trial.ts";

/**
 * What the ending of a trial means: its result; `again` where its process died for the first time since its last checkpoint; `stopped` where it was asked to
 * stop.
 *
 * @throws {TenetError} what is no fault of the trial.
 */
export function settleEnding(
  ending: JobEnding,
  { saved, deaths }: { readonly saved: number; readonly deaths: number },
): TrialResult | "again" | "stopped" {
  if (ending.kind === "trial result") return ending.result;
  if (ending.kind === "failed") throw new TenetError(ending.code, ending.message);
  if (ending.kind === "stopped") return "stopped";
  if (ending.kind !== "died")
    throw new TypeError(`sweep: expected the result of a trial, got ${ending.kind}.`);
  const isFull = /heap out of memory|allocation failed/i.test(ending.said);
  // The same steps would need the same memory again. A kill, on the other hand, may be chance.
  if (!isFull && deaths < 1) return "again";
  const message = `its process died (${ending.signal})${ending.said === "" ? "" : `: ${ending.said.split("\n").at(-1)}`}`;
  const outcome = isFull ? "out of memory" : "crashed";
  return { outcome, step: saved, measures: {}, parameters: null, weights: null, message, seconds: 0 };
}
