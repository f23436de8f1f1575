import { type Command, Option as CommanderOption } from "commander";
import type { Option, OptionTable, ValuesOf } from "./option.ts";
import { toggle } from "./value-types.ts";

/** `command` with the options of `table`. */
export function addOptions(command: Command, table: OptionTable): Command {
  for (const option of Object.values(table)) command.addOption(commanderOption(option, table));
  return command;
}

/** The values that the parsed `command` has for the options of `table`, and the names of the options that were given. */
export function readOptions<Table extends OptionTable>(
  command: Command,
  table: Table,
): { readonly values: ValuesOf<Table>; readonly given: ReadonlySet<string> } {
  const given = new Set<string>();
  const entries = Object.entries(table).map(([name, option]) => {
    const key = keyOf(option);
    if (command.getOptionValueSource(key) !== "cli") return [name, option.default];
    given.add(name);
    return [name, command.getOptionValue(key)];
  });
  return { values: Object.fromEntries(entries) as ValuesOf<Table>, given };
}

/** The name under which commander keeps the value of `option`. */
export function keyOf({ flag }: Option): string {
  return new CommanderOption(flag).attributeName();
}

/** The default in words; undefined where the help has nothing to say about it. */
export function defaultInWords({ type, otherwise, required, ...option }: Option): string | undefined {
  if (required || otherwise !== undefined) return required ? undefined : otherwise;
  return type === toggle || option.default === null ? undefined : String(option.default);
}

/** An option of Commander without a default: {@link readOptions} fills in the defaults, so that it can tell which options were given. */
function commanderOption(option: OptionTable[string], table: OptionTable): CommanderOption {
  const { flag, type, help, conflicts = [], heading, required = false } = option;
  const standard = defaultInWords(option);
  const facts = [type.limits, standard === undefined ? undefined : `default: ${standard}`];
  const shown = facts.filter((fact) => fact !== undefined).join("; ");
  const made = new CommanderOption(flag, shown === "" ? help : `${help} (${shown})`);
  made.makeOptionMandatory(required).conflicts(conflicts.map((name) => keyOf(table[name] as Option)));
  if (heading !== undefined) made.helpGroup(`${heading}:`);
  if (made.required || made.optional) made.argParser((text, before) => type.parse(text, before));
  return made;
}
