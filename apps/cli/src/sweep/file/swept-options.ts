import { InvalidArgumentError } from "commander";
import { keyIn, type OptionTable } from "../../options/option.ts";
import { valueFromJson } from "../../settings/value-from-json.ts";
import type { Task } from "../../tasks/task.ts";
import type { OptionValue, OptionValues } from "../trial/trial.ts";

/** An option that a sweep may set, and its name in the table of its task. */
export type SweptOption = { readonly name: string; readonly option: OptionTable[string] };

/**
 * The options of `task` that a sweep may set, by their keys: those that its result depends on. Options that name files are not among them, since a trial
 * may run on another machine; the seed has a field of its own.
 */
export function sweptOptions({ options }: Pick<Task, "options">): ReadonlyMap<string, SweptOption> {
  return new Map(
    Object.entries(options)
      .filter(([name, { resume, type }]) => resume === "must stay" && !type.isPath && name !== "seed")
      .map(([name, option]) => [keyIn(option), { name, option }]),
  );
}

/** What `option` is with `value`; what is wrong with it, as a string in `wrong`, where a command line could not give it. */
export function optionValue(
  { option }: SweptOption,
  value: OptionValue,
): { readonly value: unknown } | { readonly wrong: string } {
  try {
    return { value: valueFromJson(option, value) };
  } catch (error) {
    if (error instanceof InvalidArgumentError) return { wrong: error.message };
    throw error;
  }
}

/**
 * The values of the options of `task` by their names, as a command line that gives `options` has them.
 *
 * @throws {RangeError} for an option that the task lacks, or whose value is out of range.
 */
export function namedValues(
  task: Pick<Task, "name" | "options">,
  options: OptionValues,
): Record<string, unknown> {
  const known = sweptOptions(task);
  return Object.fromEntries(
    Object.entries(options).map(([key, given]) => {
      const swept = known.get(key);
      if (swept === undefined)
        throw new RangeError(`trial: expected options of ${task.name}, got ${JSON.stringify(key)}.`);
      const found = optionValue(swept, given);
      if ("wrong" in found)
        throw new RangeError(
          `trial: expected a valid ${JSON.stringify(key)}, got ${JSON.stringify(given)}. ${found.wrong}`,
        );
      return [swept.name, found.value];
    }),
  );
}
