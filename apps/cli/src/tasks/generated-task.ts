import { phrase, problem } from "@tenetjs/core/internals";
import type { CommonOptions } from "../options/common-options.ts";
import { type KeptValues, keptValues, type OptionTable } from "../options/option.ts";
import { newRun } from "../run/run.ts";
import type { Trainable } from "../run/trainable.ts";
import { heldOutEvaluation } from "./held-out-evaluation.ts";
import type { Task } from "./task.ts";

export type GeneratedTask<Options> = Pick<Task, "name" | "help"> & {
  readonly options: OptionTable & Options;
  /** What a run with these options trains. @throws {RangeError} when an option is out of range. */
  trainable(options: KeptValues<Options>): Trainable;
};

/** A task whose data is generated from its options. It reads nothing, and a run is described by its options alone. */
export function generatedTask<Options extends CommonOptions>({
  trainable,
  ...task
}: GeneratedTask<Options>): Task<Options, null> {
  return {
    ...task,
    begin: async ({ values }) => {
      const options = keptValues(task.options, values);
      return { run: newRun(task.name, options, null), trainable: trainable(options) };
    },
    open: async ({ options }, { names }) => {
      if (names.length === 0) return trainable(options);
      const expected = `no files for a run of ${task.name}, which reads none`;
      throw new RangeError(problem("resume", expected, phrase(names.join(", "))));
    },
    evaluation: heldOutEvaluation(({ options }) => trainable(options as KeptValues<Options>)),
  };
}
