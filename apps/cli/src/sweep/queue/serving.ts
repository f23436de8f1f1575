import type { Redis } from "ioredis";
import type { JobProgress } from "../trial/job-messages.ts";
import type { JobProcess } from "../trial/job-process.ts";
import type { Claim } from "./scripts.ts";

/** What a worker has to do a job. */
export type ServeContext = {
  readonly redis: Redis;
  readonly process: JobProcess;
  /** Where trials have their runs. */
  readonly directory: string;
  readonly threads: number;
  /** The name of the worker. */
  readonly worker: string;
  /** The most bytes of the files of a trial. */
  readonly limit: number;
  readonly reportMs: number;
  readonly signal: AbortSignal;
  log(line: string): void;
};

/** A job that was claimed, and what is needed to do it. */
export type Serving = ServeContext & {
  readonly claimed: Claim;
  /** How often it was claimed since its last checkpoint. */
  readonly tries: number;
  /** Notes where the job stands. It is told to the server now and then. */
  observe(progress: Extract<JobProgress, { kind: "progress" }>): void;
  /** Whether another worker has the job now, or nobody wants it any more. The process has then been ended. */
  isLost(): boolean;
};
