import type { CaseResult } from "../results/results.ts";
import type { NetworkTask } from "./task.ts";

/** A task and what is measured of it, as plain data. */
export type Case = {
  /** The id, as in {@link CaseResult}: `train/text-2x128`. */
  readonly id: string;
  readonly title: string;
  readonly task: NetworkTask;
  /**
   * `time`: one call, after warm-up. `load`: a cold start, from the import of the library to the end of the first call, in a fresh process or
   * worker. `memory`: the peak memory of a fresh process after a few calls.
   */
  readonly measure: "time" | "load" | "memory";
  /** The id of the subject that ratios are relative to. */
  readonly reference: string;
  /** Patterns of the ids of the subjects to measure. Defaults to all that can do the task. */
  readonly subjects?: readonly string[];
  /** Whether the report shows what each thread does in a call. */
  readonly timeline?: boolean;
  readonly scaling?: NonNullable<CaseResult["scaling"]>;
  /** Whether the quick mode measures it. */
  readonly quick?: boolean;
};

/** The default reference: tfjs-layers, unmodified. */
export const usualReference = "tfjs-layers-wasm";
