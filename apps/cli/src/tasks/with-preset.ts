import type { BeginRequest } from "./task.ts";

/** The values that each preset sets, by the name of the preset. */
export type Presets = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * `values` in which the preset that they name sets all options that are not settled. A preset of the command line goes before the configuration file, and a
 * default preset after it.
 */
export function withPreset<Values extends { readonly preset: string }>(
  values: Values,
  presets: Presets,
  { given, configured }: Pick<BeginRequest<unknown>, "given" | "configured">,
): Values {
  const settled = given.has("preset") ? given : new Set([...given, ...configured]);
  const unsettled = Object.entries(presets[values.preset] ?? {}).filter(([name]) => !settled.has(name));
  return { ...values, ...Object.fromEntries(unsettled) };
}
