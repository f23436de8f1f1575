import type { CommonOptions } from "../options/common-options.ts";
import type { KeptValues } from "../options/option.ts";

/** The version of the format in which files describe a run. A change that older files do not fit increments it. */
export const runVersion = 1;

/**
 * A run as plain data. Together with the texts that it read, it is all that is needed to repeat the run. It is stored in run.json
 * and in each safetensors file of the run.
 */
export type Run<Options = CommonOptions, Data = unknown> = {
  readonly version: typeof runVersion;
  /** The name of its task. */
  readonly task: string;
  /** The values of the options that must stay on resume, by name. */
  readonly options: KeptValues<Options>;
  /** What the task read, and what it found there; null for a task that reads nothing. */
  readonly data: Data;
};

/** A new run with these options. */
export function newRun<Options, Data>(
  task: string,
  options: KeptValues<Options>,
  data: Data,
): Run<Options, Data> {
  return { version: runVersion, task, options, data };
}
