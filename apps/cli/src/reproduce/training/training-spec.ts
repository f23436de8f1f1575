import type { Curriculum, Threshold } from "../../run/curriculum.ts";

/** A training as data: one of the tasks of `tenet train` with generated data, and how long it lasts. */
export type TrainingSpec = {
  readonly task: string;
  /** The options that differ from the defaults of the task, by their names. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly steps: number;
  readonly seed: number;
  /** Ends the training before its last step once it has learned the task. */
  readonly until?: Threshold;
  /** Lengths to train on, one after the other, before that of the options. */
  readonly curriculum?: Curriculum;
  /** Options in place of those above, with which the trained network is evaluated as well. */
  readonly also?: readonly Readonly<Record<string, unknown>>[];
};
