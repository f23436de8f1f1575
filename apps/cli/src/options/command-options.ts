import { type Command, Option as CommanderOption } from "commander";
import type { Option, OptionTable, ValuesOf } from "./option.ts";
import { toggle } from "./value-types.ts";

/** `command` with the options of `table`. */
export function addOptions(command: Command, table: OptionTable): Command {
  for (const option of Object.values(table)) {
    command.addOption(commanderOption(option, table));
    if (option.configured !== undefined && option.type === toggle) command.addOption(opposite(option));
  }
  return command;
}

/** What a command line sets, and what it leaves to the configuration file and to the defaults. */
export type ReadOptions<Table> = {
  readonly values: ValuesOf<Table>;
  /** The names of the options that the command line gives. */
  readonly given: ReadonlySet<string>;
  /** The names of those that the configuration file sets, and the command line does not. */
  readonly configured: ReadonlySet<string>;
};

/**
 * The values that the parsed `command` has for the options of `table`: from the command line, else from the configuration file, else the
 * default. A configured value gives way to an option of the command line that it cannot be combined with.
 */
export function readOptions<Table extends OptionTable>(command: Command, table: Table): ReadOptions<Table> {
  const all = Object.entries(table);
  const given = new Set(
    all.filter(([, option]) => command.getOptionValueSource(keyOf(option)) === "cli").map(([name]) => name),
  );
  const configured = new Set(
    all
      .filter(([name, option]) => option.configured !== undefined && !given.has(name))
      .filter(([name]) => !Array.from(given).some((other) => areInConflict(table, name, other)))
      .map(([name]) => name),
  );
  const entries = all.map(([name, option]) => {
    if (given.has(name)) return [name, command.getOptionValue(keyOf(option))];
    return [name, configured.has(name) ? option.configured?.value : option.default];
  });
  return { values: Object.fromEntries(entries) as ValuesOf<Table>, given, configured };
}

/** Whether two options of `table` cannot be combined. */
export function areInConflict(table: OptionTable, one: string, other: string): boolean {
  const excludes = (name: string, whom: string) => table[name]?.conflicts?.includes(whom) ?? false;
  return excludes(one, other) || excludes(other, one);
}

/** The name under which commander keeps the value of `option`. */
export function keyOf({ flag }: Option): string {
  return new CommanderOption(flag).attributeName();
}

/** The default in words; undefined where the help has nothing to say about it. */
export function defaultInWords({
  type,
  otherwise,
  required,
  configured,
  ...option
}: Option): string | undefined {
  if (configured !== undefined) {
    const value = type === toggle ? "on" : String(configured.value);
    return `${value}, from ${configured.file}`;
  }
  if (required || otherwise !== undefined) return required ? undefined : otherwise;
  return type === toggle || option.default === null ? undefined : String(option.default);
}

/** The entry of the table behind an option that {@link addOptions} added; undefined for another. */
export function entryOf(option: CommanderOption): Option | undefined {
  return tableEntries.get(option);
}

const tableEntries = new WeakMap<CommanderOption, Option>();

/** An option of Commander without a default: {@link readOptions} fills in the defaults, so that it can tell which options were given. */
function commanderOption(option: OptionTable[string], table: OptionTable): CommanderOption {
  const { flag, type, help, conflicts = [], heading, required = false, configured } = option;
  const standard = defaultInWords(option);
  const facts = [type.limits, standard === undefined ? undefined : `default: ${standard}`];
  const shown = facts.filter((fact) => fact !== undefined).join("; ");
  const made = new CommanderOption(flag, shown === "" ? help : `${help} (${shown})`);
  made
    .makeOptionMandatory(required && configured === undefined)
    .conflicts(conflicts.map((name) => keyOf(table[name] as Option)));
  if (heading !== undefined) made.helpGroup(`${heading}:`);
  if (made.required || made.optional) made.argParser((text, before) => type.parse(text, before));
  tableEntries.set(made, option);
  return made;
}

/** The flag that undoes a switch of the configuration file: `--no-tied` for `--tied`, and the reverse. */
function opposite({ flag, heading, configured }: OptionTable[string]): CommanderOption {
  const other = flag.startsWith("--no-")
    ? `--${flag.slice("--no-".length)}`
    : `--no-${flag.slice("--".length)}`;
  const made = new CommanderOption(other, `not as in ${configured?.file}`);
  return heading === undefined ? made : made.helpGroup(`${heading}:`);
}
