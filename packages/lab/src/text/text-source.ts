import { html } from "../element/make.ts";
import type { TextActions, TextHost } from "./text-host.ts";
import { titleOf } from "./text-name.ts";
import type { TextRecord } from "./text-record.ts";
import { sourceSentence } from "./text-sentences.ts";

/** Where the reader drops a text, and reads what it is. */
export type TextSourceView = {
  readonly element: HTMLElement;
  show(record: TextRecord): void;
};

export function textSource(host: TextHost, actions: TextActions): TextSourceView {
  const name = html("strong");
  const what = html("p", { class: "note" });
  const kept = html("p", { class: "note" });
  const input = html("input", {
    type: "file",
    id: "file",
    class: "unseen",
    accept: ".txt,.zip,.md,.safetensors,text/*",
    multiple: true,
    tabIndex: -1,
    "aria-label": "A text, a chat or a saved network",
  });
  const choose = html("button", { type: "button" }, "Choose a file");
  const add = html("button", { type: "button" }, "Add a second text");
  const sample = html("button", { type: "button" }, "Take the story");
  const forget = html("button", { type: "button", title: "Delete it from this browser" }, "Forget");
  const bar = html("progress", { max: 1, "aria-label": "Reading" });
  const stage = html("span", { class: "note" });
  const progress = html("div", { class: "reading", hidden: true }, bar, stage);
  const element = html(
    "section",
    { class: "source", part: "source" },
    html(
      "div",
      { class: "about" },
      html("h3", {}, "The text: ", name),
      what,
      kept,
      html(
        "p",
        { class: "note" },
        "Drop a book as plain text here, two books to compare, or a chat that WhatsApp exported (as .txt or .zip).",
      ),
      progress,
    ),
    html("div", { class: "buttons" }, choose, add, sample, forget, input),
    host.field("pseudonyms"),
  );

  let how: "instead" | "beside" = "instead";
  const ask = (next: typeof how) => () => {
    how = next;
    input.click();
  };
  choose.onclick = ask("instead");
  add.onclick = ask("beside");
  input.onchange = () => {
    const files = [...(input.files ?? [])];
    if (files.length > 0) actions.open(files, how);
    input.value = "";
    how = "instead";
  };
  sample.onclick = actions.useSample;
  forget.onclick = actions.forget;
  acceptDrops(host.element, element, (files) => actions.open(files, "instead"), host.signal);

  return {
    element,
    show({ begun, reading, saved, unsaved }) {
      name.textContent = begun?.names.map(titleOf).join(" and ") ?? "";
      what.textContent = begun === undefined ? "" : sourceSentence(begun);
      kept.textContent =
        unsaved !== ""
          ? unsaved
          : saved === undefined
            ? begun?.from === "storage"
              ? "It goes on from your last visit."
              : ""
            : `Kept in this browser at step ${saved.toLocaleString("en")}: a reload goes on from there.`;
      sample.disabled = begun?.kind === "story";
      add.disabled = begun?.names.length !== 1 || begun.kind === "chat";
      progress.hidden = reading === undefined;
      if (reading === undefined) return;
      bar.value = reading.fraction;
      stage.textContent = `${reading.file}: ${reading.stage} …`;
    },
  };
}

/** Takes a file that is dropped anywhere on the element, and lights `target` meanwhile. */
function acceptDrops(
  element: HTMLElement,
  target: HTMLElement,
  open: (files: readonly File[]) => void,
  signal: AbortSignal,
): void {
  const light = (over: boolean) => target.classList.toggle("over", over);
  element.addEventListener(
    "dragover",
    (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      light(true);
    },
    { signal },
  );
  element.addEventListener("dragleave", () => light(false), { signal });
  element.addEventListener(
    "drop",
    (event) => {
      light(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      open(files);
    },
    { signal },
  );
}
