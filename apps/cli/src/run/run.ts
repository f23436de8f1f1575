import { describedRun, type RunDescription } from "@tenetjs/checkpoints/run-file";
import type { CommonOptions } from "../options/common-options.ts";
import type { KeptValues } from "../options/option.ts";

/**
 * A run of a task as plain data. Together with the texts that it read, it is all that is needed to repeat the run. It is stored in run.json
 * and in each safetensors file of the run.
 */
export type Run<Options = CommonOptions, Data = unknown> = Omit<
  RunDescription,
  "task" | "options" | "data"
> & {
  readonly task: string;
  readonly options: KeptValues<Options>;
  readonly data: Data;
};

/** A new run. */
export function newRun<Options, Data>(
  run: Pick<Run<Options, Data>, "task" | "network" | "vocabulary" | "options" | "data">,
): Run<Options, Data> {
  return describedRun(run) as Run<Options, Data>;
}
