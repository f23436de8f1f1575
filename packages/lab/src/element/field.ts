import type { Control, Controls } from "./control.ts";
import { inWords, kebabCase, type Value } from "./control-text.ts";
import { inputs } from "./inputs.ts";
import { html } from "./make.ts";
import type { Settings } from "./settings.ts";

/** A control as a reader sees it: label, input and value. */
export type Field = {
  readonly element: HTMLElement;
  /** Whether the reader can change it. */
  lock(locked: boolean): void;
};

/** The form control of `name`, which shows the settings and changes them, until the signal is aborted. */
export function field<Type extends Controls>(
  controls: Type,
  name: keyof Type & string,
  settings: Settings<Type>,
  signal: AbortSignal,
): Field {
  const control = controls[name] as Control;
  const id = kebabCase(name);
  const input = inputs[control.kind](control as never, (value) => {
    settings.change({ [name]: value } as unknown as Parameters<typeof settings.change>[0]);
  });
  input.element.id = id;
  const help = html("span", { class: "help", id: `${id}-help` }, control.help);
  input.element.setAttribute("aria-describedby", `${id}-help ${id}-effect`);
  const label = html("label", { for: id }, control.label);
  const value = html("output", { for: id, "aria-hidden": true });
  const effect = html(
    "span",
    { class: "effect", id: `${id}-effect` },
    control.effect === "restarts" ? "restarts" : "",
  );
  const element = html("div", { class: `field ${control.kind}`, part: "field" });
  element.append(label, effect, value, input.element, help);
  const show = () => {
    const current = settings.values[name] as Value;
    input.show(current as never);
    // What is typed stands in the input itself.
    if (control.kind === "range" && control.look !== "number")
      value.textContent = inWords(control, current as number);
  };
  settings.watch((changed) => changed.includes(name) && show(), signal);
  show();
  return {
    element,
    lock(locked) {
      input.element.disabled = locked;
      element.title = locked ? "This page keeps it as it is." : "";
    },
  };
}
