/**
 * What happens when the reader changes a control: `"at once"`, the run goes on with the new value; `"restarts"`, it starts again from the seed,
 * and the form says so beside the control.
 */
export type Effect = "at once" | "restarts";

type Shared = {
  /** The name that the reader sees. */
  readonly label: string;
  /** One sentence on what the control does, for the form and the reference. */
  readonly help: string;
  readonly effect: Effect;
};

/** A number within limits. */
export type RangeControl = Shared & {
  readonly kind: "range";
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** The distance between two values of a linear control. Default: 1. A logarithmic control rounds to two digits instead. */
  readonly step?: number;
  /** Default: "linear". */
  readonly scale?: "linear" | "log";
  readonly unit?: string;
  /** Whether the reader drags it or types it. Default: "slider". */
  readonly look?: "slider" | "number";
};

/** One of several names. */
export type ChoiceControl<Name extends string = string> = Shared & {
  readonly kind: "choice";
  readonly default: Name;
  /** What the reader sees, for each name. */
  readonly choices: Readonly<Record<Name, string>>;
};

/** A text of the reader's own. */
export type TextControl = Shared & { readonly kind: "text"; readonly default: string };

/** On or off. */
export type ToggleControl = Shared & { readonly kind: "toggle"; readonly default: boolean };

export type Control = RangeControl | ChoiceControl | TextControl | ToggleControl;

/**
 * The controls of an element, by name in camel case. Attributes, properties, the parameters of an address, the form and the reference are
 * derived from this list.
 */
export type Controls = Readonly<Record<string, Control>>;

/** The type of a control's values. */
export type ValueOf<Type extends Control> =
  Type extends ChoiceControl<infer Name>
    ? Name
    : Type extends RangeControl
      ? number
      : Type extends TextControl
        ? string
        : boolean;

/** A value for each control. */
export type Values<Type extends Controls> = { readonly [Name in keyof Type]: ValueOf<Type[Name]> };

/** The control that `options` describe. */
export function range(options: Omit<RangeControl, "kind">): RangeControl {
  return { kind: "range", ...options };
}

/** The control that `options` describe. */
export function choice<const Name extends string>(
  options: Omit<ChoiceControl<Name>, "kind" | "default"> & { readonly default: NoInfer<Name> },
): ChoiceControl<Name> {
  return { kind: "choice", ...options };
}

/** The control that `options` describe. */
export function text(options: Omit<TextControl, "kind">): TextControl {
  return { kind: "text", ...options };
}

/** The control that `options` describe. */
export function toggle(options: Omit<ToggleControl, "kind">): ToggleControl {
  return { kind: "toggle", ...options };
}

/** The values that the controls have before anyone changes them. */
export function defaultsOf<Type extends Controls>(controls: Type): Values<Type> {
  return Object.fromEntries(
    Object.entries(controls).map(([name, control]) => [name, control.default]),
  ) as Values<Type>;
}
