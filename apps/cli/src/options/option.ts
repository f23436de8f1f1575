import type { ValueType } from "./value-types.ts";

/**
 * An option of the command line, stated once. Parsing, `--help`, run.json, the check on resume and the row in the README all
 * derive from it. Its name is its key in an {@link OptionTable}.
 */
export type Option<Value = unknown> = {
  /** In the notation of Commander: `--hidden <n>`, `--name` for a switch, `--no-name` for a switch that turns something off. */
  readonly flag: string;
  readonly type: ValueType<Value>;
  readonly help: string;
  /** The value when the option is not given. */
  readonly default: Value;
  /** The default as the help describes it, where the value itself would not tell. */
  readonly otherwise?: string;
  /** The names of options of the same table that it cannot be combined with. */
  readonly conflicts?: readonly string[];
  readonly required?: boolean;
  /** The value that a configuration file gives it, which takes the place of the default. */
  readonly configured?: { readonly value: Value; readonly file: string };
};

/** Options by name, in the order of the help. */
export type OptionTable = Readonly<Record<string, Option & Partial<Group>>>;

/** What the options of a group have in common. */
export type Group = {
  /** The heading of the group in the help. */
  readonly heading: string;
  readonly resume?: ResumeRule;
};

/**
 * Whether a resume may give an option another value. An option that must stay affects what the run computes, and is stored in
 * run.json. An option that may change affects only where the run computes, and how it is shown and saved.
 */
export type ResumeRule = "must stay" | "may change";

/** The values of the options of a table. */
export type ValuesOf<Table> = {
  readonly [Name in keyof Table]: Table[Name] extends { readonly default: infer Value } ? Value : never;
};

/** The values of the options that must stay as they are when a run is resumed. */
export type KeptValues<Table> = ValuesOf<Pick<Table, NamesByRule<Table, "must stay">>>;

/** The values of the options that may change when a run is resumed. */
export type FreeValues<Table> = ValuesOf<Pick<Table, NamesByRule<Table, "may change">>>;

type NamesByRule<Table, Rule extends ResumeRule> = {
  [Name in keyof Table]: Table[Name] extends { readonly resume: Rule } ? Name : never;
}[keyof Table];

type Statement<Value> = Omit<Option<Value>, "default">;

/** The option that `statement` describes. Without a default, its value is null when it is not given. */
export function option<Value>(
  statement: Statement<Value> & { readonly default: NoInfer<Value> },
): Option<Value>;
export function option<Value>(statement: Statement<Value>): Option<Value | null>;
export function option(statement: Statement<unknown> & { readonly default?: unknown }): Option {
  return { ...statement, default: statement.default ?? null };
}

/** `options`, each with the fields that the group has in common. */
export function optionGroup<const Common extends Group, Table extends Readonly<Record<string, Option>>>(
  common: Common,
  options: Table,
): { readonly [Name in keyof Table]: Table[Name] & Common } {
  const entries = Object.entries(options).map(([name, option]) => [name, { ...option, ...common }]);
  return Object.fromEntries(entries) as { readonly [Name in keyof Table]: Table[Name] & Common };
}

/** `table` with other defaults for some of its options. */
export function withDefaults<Table extends OptionTable>(
  table: Table,
  defaults: Partial<ValuesOf<Table>>,
): Table {
  const entries = Object.entries(table).map(([name, option]) => [
    name,
    name in defaults ? { ...option, default: defaults[name as keyof Table] } : option,
  ]);
  return Object.fromEntries(entries) as Table;
}

/** The default of every option of `table`. */
export function defaultsOf<Table extends OptionTable>(table: Table): ValuesOf<Table> {
  const entries = Object.entries(table).map(([name, option]) => [name, option.default]);
  return Object.fromEntries(entries) as ValuesOf<Table>;
}

/** Those of `values` that must stay as they are when a run is resumed. */
export function keptValues<Table>(table: OptionTable & Table, values: ValuesOf<Table>): KeptValues<Table> {
  const kept = Object.entries(values).filter(([name]) => table[name]?.resume === "must stay");
  return Object.fromEntries(kept) as KeptValues<Table>;
}

/** The flag without its value, `--hidden` of `--hidden <n>`, as errors name an option. */
export function flagOf({ flag }: Option): string {
  return flag.split(" ")[0] as string;
}

/** The key of an option in a file, `hidden` of `--hidden <n>`: its flag without the dashes. */
export function keyIn(option: Option): string {
  return flagOf(option).slice("--".length);
}
