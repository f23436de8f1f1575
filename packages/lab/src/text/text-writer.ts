import { html } from "../element/make.ts";
import type { TextActions, TextHost } from "./text-host.ts";
import type { TextRecord } from "./text-record.ts";

/** The box in which the network writes on and on. */
export type TextWriter = {
  readonly element: HTMLElement;
  /** Where an error about the prompt is shown. */
  readonly place: Element;
  show(record: TextRecord): void;
  showWriting(writing: boolean): void;
};

export function textWriter(host: TextHost, actions: TextActions): TextWriter {
  let writing = true;
  const lessMotion = matchMedia("(prefers-reduced-motion: reduce)");
  const start = html("span", { class: "prompt" });
  const text = document.createTextNode("");
  const box = html(
    "div",
    { class: "box", tabIndex: 0, role: "region", "aria-label": "What the network writes" },
    html("p", {}, start, text),
  );
  const toggle = html("button", { type: "button" }, "Stop writing");
  toggle.onclick = () => actions.write(!writing);
  const prompt = html("input", { type: "text", id: "prompt", maxLength: 200, autocomplete: "off" });
  const begin = html("button", { type: "submit" }, "Write on from this");
  const form = html("form", { class: "begin" }, html("label", { for: "prompt" }, "Beginning"), prompt, begin);
  form.onsubmit = (event) => {
    event.preventDefault();
    if (prompt.value !== "") actions.prompt(prompt.value);
  };
  const more = html(
    "details",
    {},
    html("summary", {}, "How it is drawn: greedy, top-k, top-p"),
    html("div", { class: "pair" }, host.field("pick"), host.field("topK"), host.field("topP")),
  );
  const element = html(
    "section",
    { class: "writer", part: "writer" },
    html("div", { class: "heading" }, html("h3", {}, "What it writes now"), toggle),
    box,
    host.field("temperature"),
    form,
    more,
  );
  let shownPrompt: string | undefined;
  let drawn = 0;
  return {
    element,
    place: form,
    show({ prompt: given, written }) {
      if (given !== shownPrompt) {
        shownPrompt = given;
        prompt.value = given;
        start.textContent = given;
      }
      const now = performance.now();
      // In place of a text that runs, a reader who asked for less motion sees one that grows now and then.
      if (text.data === written || (lessMotion.matches && now - drawn < 2000)) return;
      drawn = now;
      const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
      // The beginning has been cut off once the text is long.
      start.hidden = written.length >= 1200;
      text.data = written;
      if (atEnd) box.scrollTop = box.scrollHeight;
    },
    showWriting(next) {
      writing = next;
      toggle.textContent = writing ? "Stop writing" : "Write";
    },
  };
}
