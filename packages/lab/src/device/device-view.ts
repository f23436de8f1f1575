import { frame } from "../element/frame.ts";
import type { Host } from "../element/host.ts";
import { html } from "../element/make.ts";
import { onFrame } from "../figure/on-frame.ts";
import { checkTable } from "./check-table.ts";
import { deviceBars } from "./device-bars.ts";
import type { deviceDefinition } from "./device-definition.ts";
import { deviceMarkdown } from "./device-markdown.ts";
import type { DeviceRecord } from "./device-record.ts";
import { checkSentence, measureSentence } from "./device-sentences.ts";

export type DeviceHost = Host<(typeof deviceDefinition)["controls"]>;

/** What a reader does with the buttons, and a script with the element's methods. */
export type DeviceActions = Readonly<Record<keyof (typeof deviceDefinition)["commands"], () => void>>;

/** What `<tenet-device>` shows. */
export type DeviceView = {
  /** Shows a record, in the next frame. */
  show(record: DeviceRecord): void;
  showBusy(busy: boolean): void;
  showPlace(line: string): void;
  /** Where a failure that is no place's own is shown. */
  readonly place: Element;
};

/** Builds the parts of the element in `host.root`. */
export function deviceView(host: DeviceHost, record: DeviceRecord, actions: DeviceActions): DeviceView {
  let shown = record;
  let busy = false;
  const measure = html("button", { type: "button", class: "main" }, "Measure");
  measure.onclick = () => (busy ? actions.stop() : actions.measure());
  const check = html("button", { type: "button" }, "Check again");
  check.onclick = actions.check;
  const doing = html("span", { class: "steps" });
  const controls = html(
    "div",
    { class: "controls", part: "controls" },
    html("div", { class: "buttons" }, measure, check, doing),
    html("div", { class: "pair" }, host.field("sizes"), host.field("seconds"), host.field("among")),
  );

  const table = checkTable();
  const checked = html("p", { class: "summary" });
  const bars = deviceBars();
  const measured = html("p", { class: "summary" });
  const report = reportOf(host);
  const parts = frame(host, "device", "This is how fast your own machine is, and how exact.", [
    ["controls", controls],
    ["bars", section("bars", "Characters a second, in training", bars.element, measured)],
    ["check", section("check", "Fast kernels against plain operations", table.element, checked)],
    ["report", report.element],
  ]);

  const draw = onFrame(() => {
    doing.textContent = shown.doing;
    table.show(shown);
    bars.show(shown);
    setText(checked, checkSentence(shown));
    setText(measured, measureSentence(shown));
    report.show(deviceMarkdown(shown, about()));
  }, host.signal);
  draw();
  return {
    show(next) {
      shown = next;
      draw();
    },
    showBusy(next) {
      busy = next;
      measure.textContent = busy ? "Stop" : "Measure";
      check.disabled = busy;
    },
    ...parts,
  };
}

function section(part: string, title: string, ...children: readonly Node[]): HTMLElement {
  return html("section", { class: part, part }, html("h3", {}, title), ...children);
}

/** The table as Markdown, and a button that copies it. */
function reportOf({ root }: DeviceHost) {
  const text = html("textarea", { readOnly: true, rows: 12, id: "markdown", spellcheck: false });
  const copy = html("button", { type: "button" }, "Copy");
  const said = html("span", { class: "steps", role: "status" });
  copy.onclick = async () => {
    try {
      await navigator.clipboard.writeText(text.value);
      said.textContent = "Copied.";
    } catch {
      // Pages without permission, or without HTTPS, have no clipboard.
      text.select();
      said.textContent = "Selected: copy it with the keyboard.";
    }
  };
  const label = html("label", { for: "markdown" }, "The table, as Markdown");
  const element = html(
    "section",
    { class: "report", part: "report" },
    html("h3", {}, label),
    text,
    html("div", { class: "buttons" }, copy, said),
    html(
      "p",
      { class: "note" },
      "Nothing is sent anywhere: the text contains what is to be seen here and your browser's name.",
    ),
  );
  return {
    element,
    show(next: string) {
      // A reader who has selected a part keeps it.
      if (root.activeElement !== text && text.value !== next) text.value = next;
    },
  };
}

function about() {
  return {
    userAgent: navigator.userAgent,
    threads: navigator.hardwareConcurrency,
    isolated: crossOriginIsolated,
  };
}

function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
