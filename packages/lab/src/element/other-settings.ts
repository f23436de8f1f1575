import type { Controls } from "./control.ts";
import type { Host } from "./host.ts";
import { html } from "./make.ts";

/** A list of controls that is closed at first, under a summary that names a few of them. */
export function otherSettings<Type extends Controls>(
  host: Host<Type>,
  examples: string,
  names: readonly (keyof Type & string)[],
): HTMLElement {
  return html(
    "details",
    { class: "settings", part: "settings" },
    html("summary", {}, `More to change: ${examples} …`),
    html("div", {}, ...names.map((name) => host.field(name))),
  );
}
