import type { CaseResult } from "../results/results.ts";
import type { NetworkTask } from "./task.ts";

/** Something that several subjects do, and what is measured of it. Plain data. */
export type Case = {
  /** As in {@link CaseResult}: `train/text-2x128`. */
  readonly id: string;
  readonly title: string;
  readonly task: NetworkTask;
  /**
   * `time`: of one call of the work, by a subject that has warmed up. `load`: from the import of the library to the end of its first
   * call, in a fresh process or page. `memory`: the most that a fresh process of Node has held by the end of some calls.
   */
  readonly measure: "time" | "load" | "memory";
  /** The subject that ratios are taken to. */
  readonly reference: string;
  /** Patterns of the subjects' ids, where not all that can are to be measured. */
  readonly subjects?: readonly string[];
  readonly scaling?: NonNullable<CaseResult["scaling"]>;
  /** Whether it is one of the few that the quick mode measures. */
  readonly quick?: boolean;
};

/** What ratios are taken to: what someone has who uses tfjs as it comes. */
export const usualReference = "tfjs-layers-wasm";
