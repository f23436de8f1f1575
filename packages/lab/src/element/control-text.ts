import { packed, unpacked } from "./compressed-text.ts";
import type { Control, RangeControl } from "./control.ts";

/** A control's value. */
export type Value = number | string | boolean;

/** A control's value as it stands in an address. */
export function textOf({ kind }: Control, value: Value): string {
  return kind === "text" ? packed(value as string) : String(value);
}

/**
 * The value that a text in an attribute or an address stands for: a number is moved into the control's limits and onto its steps. Undefined
 * if the text is not a value of the control. An empty text switches a toggle on, as in HTML.
 */
export function valueIn(control: Control, text: string): Value | undefined {
  switch (control.kind) {
    case "range": {
      const number = Number(text);
      return text.trim() === "" || !Number.isFinite(number) ? undefined : admit(control, number);
    }
    case "choice":
      return Object.hasOwn(control.choices, text) ? text : undefined;
    case "text":
      return unpacked(text);
    case "toggle":
      if (text === "" || text === "true") return true;
      return text === "false" ? false : undefined;
  }
}

/** The value nearest to `number` that the control can have. */
export function admit({ min, max, step = 1, scale = "linear" }: RangeControl, number: number): number {
  const limited = Math.min(max, Math.max(min, number));
  if (scale === "log") return Number(limited.toPrecision(2));
  const stepped = min + Math.round((limited - min) / step) * step;
  // Sums of decimal steps have digits that no reader wrote.
  return Number(Math.min(max, stepped).toPrecision(12));
}

/** Whether `value` is one that the control can have. */
export function isValueOf(control: Control, value: unknown): value is Value {
  if (control.kind === "range") return typeof value === "number" && Number.isFinite(value);
  if (control.kind === "choice") return typeof value === "string" && Object.hasOwn(control.choices, value);
  return typeof value === (control.kind === "text" ? "string" : "boolean");
}

/** A control's name in attributes and addresses: `learning-rate` for `learningRate`. */
export function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** A number with its unit, as a reader sees it. */
export function inWords({ unit, scale }: RangeControl, value: number): string {
  const number = scale === "log" && value < 0.001 ? value.toExponential() : String(value);
  return unit === undefined ? number : `${number} ${unit}`;
}
