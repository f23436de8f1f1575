import { html } from "./make.ts";

/** An input below its label, and what its value means if that is shown. */
export function labelled(text: string, input: HTMLElement, value?: HTMLElement): HTMLElement {
  const label = html("label", { for: input.id }, text);
  return html("div", { class: "field" }, label, ...(value === undefined ? [] : [value]), input);
}
