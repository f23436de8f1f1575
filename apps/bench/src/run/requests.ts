import type { Task } from "../cases/task.ts";
import type { Prepared, SubjectOptions } from "../subjects/subject.ts";

/** What a subject's process or worker is asked, one thing at a time. */
export type Request =
  /** First of all: to make the workload, import the library and get it ready. */
  | ({ readonly ask: "prepare" } & Errand)
  /** In place of that, in a process that does nothing else: to prepare and make the first call, by the clock. */
  | ({ readonly ask: "load" } & Errand)
  | { readonly ask: "check" }
  /** To work again and again for so long, once at least. */
  | { readonly ask: "work"; readonly milliseconds: number }
  /** To work so often; then how much memory it took at most. */
  | { readonly ask: "peak"; readonly calls: number };

/** Who is to do what. A program that cannot make a task's workload from the seed gets it along. */
export type Errand = {
  readonly adapter: string;
  readonly task: Task;
  readonly options: SubjectOptions;
  readonly workload?: unknown;
};

/** What it answers: to `prepare`, what took part; to `check`, the value; to `load` and `work`, the milliseconds of each call. */
export type Reply =
  | Facts
  | { readonly value: number }
  | { readonly times: readonly number[] }
  | { readonly megabytes: number }
  | { readonly failed: string };

/** What took part. */
export type Facts = Pick<Prepared, "versions" | "adapter">;
