import type { Task } from "../cases/task.ts";
import type { Timeline } from "../results/timeline.ts";
import type { Prepared, SubjectOptions } from "../subjects/subject.ts";

/** A request to a subject's process or worker. Requests are answered one at a time. */
export type Request =
  /** The first request: make the workload, import the library and prepare the task. */
  | ({ readonly ask: "prepare" } & Job)
  /** In a process of its own: prepare and make the first call, timed. */
  | ({ readonly ask: "load" } & Job)
  | { readonly ask: "check" }
  /** Repeat the call for `milliseconds`, at least once. */
  | { readonly ask: "work"; readonly milliseconds: number }
  /** Record what each thread does in a call. */
  | { readonly ask: "timeline" }
  /** Make `calls` calls, then report the peak memory. */
  | { readonly ask: "peak"; readonly calls: number };

/** A task for an adapter. `workload` is sent to a program that cannot make it from the seed. */
export type Job = {
  readonly adapter: string;
  readonly task: Task;
  readonly options: SubjectOptions;
  readonly workload?: unknown;
};

/**
 * The reply: to `prepare`, facts; to `check`, the value; to `load` and `work`, the milliseconds of each call; to `peak`, megabytes; to `timeline`, that of a call,
 * or null where a subject cannot record it.
 */
export type Reply =
  | Facts
  | { readonly value: number }
  | { readonly times: readonly number[] }
  | { readonly megabytes: number }
  | { readonly timeline: Timeline | null }
  | { readonly failed: string };

/** The versions, the GPU and the form of WebAssembly that a subject reports. */
export type Facts = Pick<Prepared, "versions" | "adapter" | "form">;
