import { html } from "./make.ts";

/** An input below its label, with what its value means and one sentence on what it does, if they are shown. */
export function labelled(text: string, input: HTMLElement, value?: HTMLElement, help?: string): HTMLElement {
  const element = html("div", { class: "field" }, html("label", { for: input.id }, text));
  if (value !== undefined) element.append(value);
  element.append(input);
  if (help !== undefined) {
    const id = `${input.id}-help`;
    input.setAttribute("aria-describedby", id);
    element.append(html("span", { class: "help", id }, help));
  }
  return element;
}
