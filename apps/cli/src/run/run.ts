import type { CommonOptions } from "../options/common-options.ts";
import type { KeptValues } from "../options/option.ts";

/** The version of what a run's files say of it. A change that older files do not fit counts it up. */
export const runVersion = 1;

/**
 * A run as plain data: with what it was made from, all that is needed to make it again. It stands in run.json, and in each of its
 * safetensors files.
 */
export type Run<Options = CommonOptions, Data = unknown> = {
  readonly version: typeof runVersion;
  /** The name of its task. */
  readonly task: string;
  /** The values of the options that must stay, by their names. */
  readonly options: KeptValues<Options>;
  /** What the task found in what it read; null where it reads nothing. */
  readonly data: Data;
};

/** A run that begins, of these options. */
export function newRun<Options, Data>(
  task: string,
  options: KeptValues<Options>,
  data: Data,
): Run<Options, Data> {
  return { version: runVersion, task, options, data };
}
