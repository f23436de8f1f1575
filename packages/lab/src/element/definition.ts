import type { Controls, Values } from "./control.ts";

/**
 * What an element is, as plain data: its attributes and properties, the parameters of its address, its form, its types and its reference are
 * derived from this.
 */
export type Definition<Type extends Controls = Controls, Command extends string = string> = {
  readonly name: `tenet-${string}`;
  /** One sentence on what the element shows. */
  readonly summary: string;
  readonly controls: Type;
  /** Named values for lessons, by name. */
  readonly presets: Readonly<Record<string, Preset<Type>>>;
  /** The element's methods, which have no arguments: a sentence on what each does. */
  readonly commands: Readonly<Record<Command, string>>;
  /** The events that it dispatches, which bubble: a sentence on when, and on `detail`. */
  readonly events: Readonly<Record<string, string>>;
  /** The parts that a page can style, and with `hide`, leave out: what each is. */
  readonly parts: Readonly<Record<string, string>>;
};

/** Values that replace those by default. */
export type Preset<Type extends Controls> = {
  /** One sentence on what it shows. */
  readonly summary: string;
  readonly values: Partial<Values<Type>>;
};

/** The element that a definition describes. */
export type ElementOf<Described extends Definition> = HTMLElement & {
  -readonly [Name in keyof Values<Described["controls"]>]: Values<Described["controls"]>[Name];
} & { readonly [Name in keyof Described["commands"]]: () => void };

/** The definition, with its types kept. */
export function definition<const Type extends Controls, const Command extends string>(
  described: Definition<Type, Command>,
): Definition<Type, Command> {
  return described;
}
