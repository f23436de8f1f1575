import { teacherParameters, writeAddress } from "./address.ts";
import type { Controls, Values } from "./control.ts";
import type { Definition } from "./definition.ts";
import { settings } from "./settings.ts";

/** What a link sets, beside the values of controls. */
export type QueryOptions = {
  /** What the element's attribute `address` says, if it is not empty. */
  readonly prefix?: string;
  readonly preset?: string;
  /** The controls that the reader sees but cannot change. */
  readonly lock?: readonly string[];
  /** The controls and parts that the reader does not see. */
  readonly hide?: readonly string[];
};

/**
 * The query of a link to a page whose element has the attribute `address`: `?length=12&hide=replay`. Names are those of attributes.
 *
 * @throws {RangeError} for a name that is not a control's. @throws {TypeError} for a value that a control cannot have.
 */
export function queryOf<Type extends Controls>(
  { controls }: Definition<Type>,
  values: Partial<Values<Type>>,
  { prefix, ...teacher }: QueryOptions = {},
): string {
  const { values: usual } = settings(controls);
  const changed = settings(controls);
  changed.change(values);
  const start = prefix === undefined ? "" : `${prefix}.`;
  const parameters = new URLSearchParams(writeAddress(controls, changed.values, usual, "", start));
  for (const name of teacherParameters) {
    const given = teacher[name];
    if (given !== undefined && given.length > 0) parameters.set(start + name, String(given));
  }
  return parameters.size === 0 ? "" : `?${parameters}`;
}
