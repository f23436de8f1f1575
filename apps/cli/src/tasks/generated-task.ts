import { null_ } from "valibot";
import type { CommonOptions } from "../options/common-options.ts";
import type { KeptValues, OptionTable } from "../options/option.ts";
import type { GeneratedTrainable } from "./generated-trainable.ts";
import type { Task } from "./task.ts";
import type { Presets } from "./with-preset.ts";

export type GeneratedTask<Options> = Pick<Task, "name" | "help"> & {
  readonly options: OptionTable & Options;
  /** What the values of the option `preset` set, for a task that has it. */
  readonly presets?: Presets;
  /** Loads the function that returns what a run with some options trains. It throws a RangeError when an option is out of range. */
  load(): Promise<(options: KeptValues<Options>) => GeneratedTrainable>;
};

/** A task whose data is generated from its options. It reads nothing, and a run is described by its options alone. */
export function generatedTask<Options extends CommonOptions>({
  load,
  ...task
}: GeneratedTask<Options>): Task<Options, null> {
  return {
    ...task,
    data: null_(),
    evaluationOptions: {},
    load: async () => {
      const [trainable, { generatedWork }] = await Promise.all([load(), import("./generated-work.ts")]);
      return generatedWork(task, trainable);
    },
  };
}
