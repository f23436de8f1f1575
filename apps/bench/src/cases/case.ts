import type { CaseResult } from "../results/results.ts";
import type { Task } from "./task.ts";

/** Something that several subjects do, and what is measured of it. Plain data. */
export type Case = {
  /** As in {@link CaseResult}: `train/text-2x128`. */
  readonly id: string;
  readonly title: string;
  readonly task: Task;
  /**
   * `time`: of one call of the work, by a subject that has warmed up. `load`: from the import of the library to the end of its first
   * call, in a fresh process or page. `memory`: the most that a fresh process of Node has held by the end of some calls.
   */
  readonly measure: "time" | "load" | "memory";
  /** The subject that ratios are taken to. */
  readonly reference: string;
  readonly scaling?: NonNullable<CaseResult["scaling"]>;
  /** Whether it is one of the few that the quick mode measures. */
  readonly quick?: boolean;
};
