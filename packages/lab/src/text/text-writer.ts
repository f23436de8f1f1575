import { html } from "../element/make.ts";
import type { TextActions, TextHost } from "./text-host.ts";
import { originPieces } from "./text-origins.ts";
import type { TextRecord } from "./text-record.ts";
import { authorSentence } from "./text-sentences.ts";

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
  const text = html("span");
  const box = html(
    "div",
    { class: "box", tabIndex: 0, role: "region", "aria-label": "What the network writes" },
    html("p", {}, start, text),
  );
  const author = html("p", { class: "note" });
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
    html("summary", {}, "Who writes, and how it is drawn: greedy, top-k, top-p"),
    html(
      "div",
      { class: "pair" },
      host.field("author"),
      host.field("pick"),
      host.field("topK"),
      host.field("topP"),
    ),
  );
  const element = html(
    "section",
    { class: "writer", part: "writer" },
    html("div", { class: "heading" }, html("h3", {}, "What it writes now"), toggle),
    author,
    box,
    host.field("temperature"),
    form,
    more,
  );
  let shownPrompt: string | undefined;
  let drawn = 0;
  let shown = "";
  let shownOrigins: TextRecord["origins"];
  return {
    element,
    place: form,
    show({ prompt: given, written, origins, author: by }) {
      author.textContent = authorSentence(by, host.settings.values.author);
      if (given !== shownPrompt) {
        shownPrompt = given;
        prompt.value = given;
        start.textContent = given;
      }
      const now = performance.now();
      // In place of a text that runs, a reader who asked for less motion sees one that grows now and then.
      if ((shown === written && shownOrigins === origins) || (lessMotion.matches && now - drawn < 2000))
        return;
      drawn = now;
      shown = written;
      shownOrigins = origins;
      const atEnd = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
      // The beginning has been cut off once the text is long.
      start.hidden = written.length >= 1200;
      text.replaceChildren(...(origins === undefined ? [written] : inColors(written, origins)));
      if (atEnd) box.scrollTop = box.scrollHeight;
    },
    showWriting(next) {
      writing = next;
      toggle.textContent = writing ? "Stop writing" : "Write";
    },
  };
}

/** What is written, in the colours of the texts that it resembles as far as that is known. */
function inColors(
  written: string,
  { probabilities, since }: NonNullable<TextRecord["origins"]>,
): (string | Node)[] {
  const characters = [...written];
  const end = Math.max(0, characters.length - since);
  const start = Math.max(0, end - probabilities.length);
  const known = probabilities.subarray(probabilities.length - (end - start));
  return [
    characters.slice(0, start).join(""),
    ...originPieces(characters.slice(start, end), known),
    characters.slice(end).join(""),
  ];
}
