import type { WorkerTask } from "../../reproduce/jobs/worker.ts";
import type { TrialRequest } from "./run-trial.ts";
import type { TrialResult } from "./trial.ts";

/** What a process of jobs is sent: a job, or the request to save what it does and stop. */
export type ToProcess =
  | ({ readonly kind: "trial" } & TrialRequest)
  | ({ readonly kind: "experiment" } & WorkerTask)
  | { readonly kind: "stop" };

/** What it sends while it works. */
export type JobProgress =
  | { readonly kind: "progress"; readonly done: number; readonly said: string }
  /** The checkpoint in the directory is of this step. */
  | { readonly kind: "saved"; readonly step: number };

/** What it sends at the end. */
export type JobEnd =
  | { readonly kind: "trial result"; readonly result: TrialResult }
  | { readonly kind: "experiment result"; readonly result: unknown; readonly seconds: number }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly code: string; readonly message: string };

export type FromProcess = JobProgress | JobEnd;
