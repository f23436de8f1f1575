import type { Controls } from "./control.ts";
import type { Host } from "./host.ts";
import { html } from "./make.ts";

/** The parts that stand around every element's figures. */
export type Frame = {
  /** Where the failure of the whole run is shown. */
  readonly place: HTMLElement;
  showPlace(line: string): void;
};

/**
 * Puts an element's parts into its root, in their order, under the claim and above the line about the backend. Parts that the page hides are left
 * out.
 */
export function frame<Type extends Controls>(
  host: Host<Type>,
  name: string,
  claim: string,
  parts: readonly (readonly [name: string, part: Element])[],
): Frame {
  const place = html("div", { class: "failure-place" });
  const backend = html("p", { class: "note backend", part: "backend" }, "Starting …");
  const said = html("slot", { name: "claim" }, html("h2", { class: "claim", part: "claim" }, claim));
  const all = [
    ["claim", html("div", { class: "claim-place" }, said)],
    ...parts,
    ["backend", backend],
  ] as const satisfies readonly (readonly [string, Element])[];
  const shown = all.filter(([name]) => !host.hides(name)).map(([, part]) => part);
  host.root.append(html("div", { class: `element ${name}` }, place, ...shown));
  return {
    place,
    showPlace(line) {
      backend.textContent = line;
    },
  };
}
