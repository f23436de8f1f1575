import type { Controls } from "../element/control.ts";
import type { Host } from "../element/host.ts";
import { html } from "../element/make.ts";
import type { Settings } from "../element/settings.ts";
import { percent } from "../figure/words.ts";
import { watchBattery } from "./battery.ts";
import type { speedControl } from "./training-controls.ts";

/** The steps a second to which the notice limits training. */
const sparing = "10";

/**
 * A line that tells a reader whose device runs on its battery that training uses it, with a button that limits the steps a second. Hidden while the device is
 * charged, and where the browser does not tell. Without the button if the page locks or hides the speed.
 */
export function batteryNotice<Type extends Controls>(host: Host<Type>): HTMLElement {
  const settings = host.settings as unknown as Settings<{ speed: typeof speedControl }>;
  const text = html("span");
  const button = html("button", { type: "button", class: "small" });
  const element = html("p", { class: "note battery", hidden: true }, text, " ", button);
  let level: number | undefined;
  const show = () => {
    const isLimited = settings.values.speed !== "full";
    element.hidden = level === undefined;
    text.textContent =
      level === undefined
        ? ""
        : `This device runs on its battery (${percent(level)}), and training uses it${isLimited ? `: at most ${settings.values.speed} steps a second` : ""}.`;
    button.textContent = isLimited ? "Train as fast as it goes" : `Spare it: ${sparing} steps a second`;
    button.hidden = host.locks("speed") || host.hides("speed");
  };
  button.onclick = () => settings.change({ speed: settings.values.speed === "full" ? sparing : "full" });
  settings.watch(show, host.signal);
  void watchBattery((next) => {
    level = next;
    show();
  }, host.signal);
  return element;
}
