import { type Addressed, namesIn, readAddress, writeAddress } from "./address.ts";
import { type Controls, defaultsOf, type Values } from "./control.ts";
import { kebabCase, valueIn } from "./control-text.ts";
import type { Definition } from "./definition.ts";
import type { Settings } from "./settings.ts";

/** What an element's attributes and its link say. */
export type Beginning<Type extends Controls> = {
  /** The values without those of the link: by default, of the preset, of the attributes; each takes precedence over those before it. */
  readonly usual: Values<Type>;
  readonly link: Addressed<Type>;
};

/** What the attributes of `element` and, if it has the attribute `address`, the page's address say. */
export function beginning<Type extends Controls>(
  { controls, presets }: Definition<Type>,
  element: Element,
): Beginning<Type> {
  const link = linkOf(controls, element);
  const preset = presets[link.preset ?? element.getAttribute("preset") ?? ""];
  const attributes = Object.entries(controls).flatMap(([name, control]) => {
    const text = element.getAttribute(kebabCase(name));
    const value = text === null ? undefined : valueIn(control, text);
    return value === undefined ? [] : [[name, value]];
  });
  return { usual: { ...defaultsOf(controls), ...preset?.values, ...Object.fromEntries(attributes) }, link };
}

/** Whether `list` (the attribute `lock` or `hide`, and the same in the link) contains the name of a control or part. */
export function isListed(controls: Controls, element: Element, list: "lock" | "hide", name: string): boolean {
  return [...namesIn(element.getAttribute(list) ?? ""), ...linkOf(controls, element)[list]].includes(name);
}

/**
 * Writes the settings into the page's address as they change, and reads them when the reader goes back, until the signal is aborted. `reading` gets what the
 * address then says, before the settings change.
 */
export function keepAddress<Type extends Controls>(
  controls: Type,
  element: Element,
  usual: Values<Type>,
  settings: Settings<Type>,
  reading: (values: Partial<Values<Type>>) => void,
  signal: AbortSignal,
): void {
  if (!element.hasAttribute("address")) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    timer = undefined;
    const query = writeAddress(controls, settings.values, usual, location.search, prefixOf(element));
    if (query !== location.search)
      history.replaceState(history.state, "", `${location.pathname}${query}${location.hash}`);
  };
  // Browsers refuse more than a hundred changes in half a minute, which a slider makes.
  settings.watch(() => {
    timer ??= setTimeout(write, 300);
  }, signal);
  const read = () => {
    const { values } = linkOf(controls, element);
    reading(values);
    settings.change({ ...usual, ...values });
  };
  addEventListener("popstate", read, { signal });
  signal.addEventListener("abort", () => clearTimeout(timer), { once: true });
}

function linkOf<Type extends Controls>(controls: Type, element: Element): Addressed<Type> {
  return readAddress(controls, element.hasAttribute("address") ? location.search : "", prefixOf(element));
}

/** `address` makes the parameters of the page's address the element's; `address="left"` makes those that start with `left.`. */
function prefixOf(element: Element): string {
  const prefix = element.getAttribute("address");
  return prefix === null || prefix === "" ? "" : `${prefix}.`;
}
