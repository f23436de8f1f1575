import { html } from "../element/make.ts";
import { storyTemperature } from "./story-temperature.ts";
import type { Sample } from "./text-facts.ts";
import type { TextRecord } from "./text-record.ts";

/** What the network wrote at each doubling of steps, after the same beginning. */
export function textStory(): { readonly element: HTMLElement; show(record: TextRecord): void } {
  const list = html("ol", { class: "samples", role: "list" });
  const note = html("p", { class: "note" });
  const element = html(
    "section",
    { class: "story", part: "story" },
    html("h3", {}, "What it wrote as it learned"),
    list,
    note,
  );
  let shown: readonly Sample[] = [];
  return {
    element,
    show({ samples }) {
      if (samples[0] !== shown[0]) list.replaceChildren();
      for (const sample of samples.slice(list.childElementCount)) list.append(row(sample));
      shown = [...samples];
      note.textContent =
        samples.length === 0
          ? ""
          : `Each line goes on from “${samples[0]?.prompt}”, drawn at temperature ${storyTemperature} with the same random numbers.`;
    },
  };
}

function row({ step, prompt, text, loss }: Sample): HTMLElement {
  return html(
    "li",
    {},
    html(
      "span",
      { class: "when" },
      `step ${step.toLocaleString("en")}`,
      html("small", {}, loss === undefined ? "" : `${loss.toFixed(2)} nats`),
    ),
    html("q", {}, html("b", {}, prompt), text.replaceAll("\n", " ⏎ ")),
  );
}
