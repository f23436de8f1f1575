import { phrase } from "@tenetjs/core/internals";
import { InvalidArgumentError } from "commander";
import { areInConflict } from "../options/command-options.ts";
import { flagOf, keyIn, type OptionTable } from "../options/option.ts";
import { toggle } from "../options/value-types.ts";
import { badConfig } from "./bad-config.ts";
import type { Settings } from "./settings.ts";
import { valueFromJson } from "./value-from-json.ts";

/** A section of a configuration file that sets options of a command. */
export type Section = {
  /** The command that the section is for: "train", "train text". */
  readonly name: string;
  /** All options that the section may have. Default: those of the table. */
  readonly allowed?: OptionTable;
};

/**
 * `table` with the values that `settings` has for its options. Of several sections, the last one wins.
 *
 * @throws {TenetError} `BAD_CONFIG` when a section has an option that is not allowed there, a value that is out of range, or two options
 *   that cannot be combined.
 */
export function configured<Table extends OptionTable>(
  table: Table,
  settings: Settings,
  ...sections: readonly Section[]
): Table {
  const values = new Map<string, unknown>();
  for (const { name, allowed = table } of sections) {
    for (const [key, json] of Object.entries(settings.sections[name] ?? {})) {
      const [option] = Object.entries(table).find(([, one]) => keyIn(one) === key) ?? [];
      if (option !== undefined) {
        const value = read(table, option, json, { settings, section: name, key });
        // A switch that a section turns off is as if it were not there.
        if (table[option]?.type === toggle && value === table[option].default) values.delete(option);
        else values.set(option, value);
      } else if (!Object.values(allowed).some((one) => keyIn(one) === key))
        throw unknownOption(settings.file, name, key, allowed);
    }
  }
  refuseConflicts(table, values, settings.file);
  const entries = Object.entries(table).map(([name, option]) =>
    values.has(name)
      ? [name, { ...option, configured: { value: values.get(name), file: settings.file } }]
      : [name, option],
  );
  return Object.fromEntries(entries) as Table;
}

type Place = { readonly settings: Settings; readonly section: string; readonly key: string };

function read(table: OptionTable, name: string, json: unknown, { settings, section, key }: Place): unknown {
  const option = table[name] as OptionTable[string];
  try {
    return valueFromJson(option, json);
  } catch (error) {
    if (!(error instanceof InvalidArgumentError)) throw error;
    throw badConfig(settings.file, `a valid "${key}" for "${section}"`, json, error.message);
  }
}

function unknownOption(file: string, section: string, key: string, allowed: OptionTable): Error {
  const next = `Its options are ${Object.values(allowed).map(keyIn).join(", ")}.`;
  return badConfig(file, `an option of "${section}"`, key, next);
}

function refuseConflicts(table: OptionTable, values: ReadonlyMap<string, unknown>, file: string): void {
  const names = Array.from(values.keys());
  for (const [index, one] of names.entries()) {
    const other = names.slice(index + 1).find((name) => areInConflict(table, one, name));
    if (other === undefined) continue;
    const flags = [one, other].map((name) => flagOf(table[name] as OptionTable[string]));
    throw badConfig(file, `only one of ${flags.join(" and ")}`, phrase("both"));
  }
}
