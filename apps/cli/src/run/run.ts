import {
  type InferOutput,
  literal,
  nullable,
  picklist,
  record,
  strictObject,
  string,
  unknown,
} from "valibot";
import type { CommonOptions } from "../options/common-options.ts";
import type { KeptValues } from "../options/option.ts";

/** The version of the format in which files describe a run. A change that older files do not fit increments it, and adds a migration. */
export const runVersion = 2;

/** The form of a run in a file. Its options and its data have to fit its task too: see `checkedRun`. */
export const runSchema = strictObject({
  version: literal(runVersion),
  /** The name of its task. */
  task: string(),
  /** The build of the kernels on wasm that it trains with; null for a run that has not trained on wasm. */
  kernels: nullable(picklist(["strict", "relaxed"])),
  /** The values of the options that must stay on resume, by name. */
  options: record(string(), unknown()),
  /** What the task read, and what it found there; null for a task that reads nothing. */
  data: unknown(),
});

/** A run of this version as a file states it, whose options and data may be anything. */
export type UncheckedRun = Readonly<InferOutput<typeof runSchema>>;

/**
 * A run as plain data. Together with the texts that it read, it is all that is needed to repeat the run. It is stored in run.json
 * and in each safetensors file of the run.
 */
export type Run<Options = CommonOptions, Data = unknown> = Omit<UncheckedRun, "options" | "data"> & {
  readonly options: KeptValues<Options>;
  readonly data: Data;
};

/** A new run with these options. */
export function newRun<Options, Data>(
  task: string,
  options: KeptValues<Options>,
  data: Data,
): Run<Options, Data> {
  return { version: runVersion, task, kernels: null, options, data };
}
