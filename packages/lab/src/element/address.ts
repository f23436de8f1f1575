import type { Controls, Values } from "./control.ts";
import { kebabCase, textOf, type Value, valueIn } from "./control-text.ts";

/** What a link says about an element. */
export type Addressed<Type extends Controls> = {
  readonly values: Partial<Values<Type>>;
  /** The name of a preset, if there is one. */
  readonly preset: string | undefined;
  /** The names of controls that the reader sees but cannot change. */
  readonly lock: readonly string[];
  /** The names of controls, and of other parts, that the reader does not see. */
  readonly hide: readonly string[];
  /** The parameters that belong to the element but have no value that it understands, as they stand in the link. */
  readonly refused: readonly string[];
};

/** The parameters of an address that are not controls. */
export const teacherParameters = ["preset", "lock", "hide"] as const;

/**
 * What the query of an address says about the element whose parameters start with `prefix`: `T=30&lock=T`, or with the prefix `left.`,
 * `left.T=30&left.lock=T`. Parameters of others are left alone.
 */
export function readAddress<Type extends Controls>(
  controls: Type,
  query: string,
  prefix = "",
): Addressed<Type> {
  const parameters = new URLSearchParams(query);
  const of = (name: string) => parameters.get(prefix + name) ?? undefined;
  const values: Record<string, Value> = {};
  const refused: string[] = [];
  for (const [name, control] of Object.entries(controls)) {
    const text = of(kebabCase(name));
    if (text === undefined) continue;
    const value = valueIn(control, text);
    if (value === undefined) refused.push(`${prefix}${kebabCase(name)}=${text}`);
    else values[name] = value;
  }
  return {
    values: values as Partial<Values<Type>>,
    preset: of("preset"),
    lock: namesIn(of("lock") ?? ""),
    hide: namesIn(of("hide") ?? ""),
    refused,
  };
}

/**
 * `query` with the values in which the element differs from `usual`. Parameters of others, and those for teachers, stay as they are, so that
 * the same address gives the same element.
 */
export function writeAddress<Type extends Controls>(
  controls: Type,
  values: Values<Type>,
  usual: Values<Type>,
  query: string,
  prefix = "",
): string {
  const parameters = new URLSearchParams(query);
  for (const [name, value] of Object.entries(values) as [keyof Type & string, Value][]) {
    const parameter = prefix + kebabCase(name);
    if (value === usual[name]) parameters.delete(parameter);
    else parameters.set(parameter, textOf(controls[name] as Type[string], value));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}

/** The names in a list such as `learning-rate, cell`. */
export function namesIn(list: string): string[] {
  return list.split(/[\s,]+/).filter((name) => name !== "");
}
