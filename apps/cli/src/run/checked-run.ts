import { badRun, fitting, type RunDescription } from "@tenetjs/checkpoints/run-file";
import { type GenericSchema, strictObject } from "valibot";
import { isValueOf } from "../options/is-value-of.ts";
import type { OptionTable } from "../options/option.ts";
import type { Run } from "./run.ts";

/** What a run has to fit: the options of its task, and the form of its data. */
export type RunForm = {
  readonly name: string;
  readonly options: OptionTable;
  readonly data: GenericSchema;
};

/**
 * `run`, which `file` states, once its options are known to be values that a command line can give, and its data to have the form of its
 * task's.
 *
 * @throws {TenetError} `BAD_RUN` for the first option or field that is missing, unknown or out of range.
 */
export function checkedRun(form: RunForm, { options, data, ...run }: RunDescription, file: string): Run {
  const kept = Object.entries(form.options).filter(([, { resume }]) => resume === "must stay");
  for (const [name, option] of kept) checkOption(name, option, { options, file });
  const other = Object.keys(options).find((name) => !kept.some(([known]) => known === name));
  if (other !== undefined)
    throw badRun(`no options.${other} for a run of ${run.task} in ${file}`, options[other]);
  const checked = fitting(strictObject({ data: form.data }), { data }, { name: "data", file });
  return { ...run, task: form.name, options: options as Run["options"], ...checked };
}

/** @throws {TenetError} `BAD_RUN` when `options` lack the option `name`, or have a value for it that is out of range. */
export function checkOption(
  name: string,
  option: OptionTable[string],
  { options, file }: { readonly options: RunDescription["options"]; readonly file: string },
): void {
  const { range } = option.type;
  if (!Object.hasOwn(options, name)) throw badRun(`options.${name} to be present in ${file}`, undefined);
  if (isValueOf(option, options[name])) return;
  throw badRun(
    `options.${name} to be ${range === "" ? "true or false" : `${range}`} in ${file}`,
    options[name],
  );
}
