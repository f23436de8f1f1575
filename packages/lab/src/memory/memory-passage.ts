import { html } from "../element/make.ts";
import { swatch } from "../figure/marker.ts";
import { percent } from "../figure/words.ts";
import { influenceColor, influenceLegend } from "./influence-color.ts";
import type { MemoryHost } from "./memory-host.ts";
import { farthestOf, type MemoryLaneRecord, type MemoryRecord } from "./memory-record.ts";
import { expectationSentence, placeSentence } from "./memory-sentences.ts";
import { passageOf } from "./memory-texts.ts";

/** The passage as each network reads it, its characters coloured by how much they moved the one at the place. */
export type MemoryPassage = { readonly element: HTMLElement; show(record: MemoryRecord): void };

/** `point` is told the place under the pointer, and `undefined` when the pointer leaves. A click keeps the place. */
export function memoryPassage(host: MemoryHost, point: (place: number | undefined) => void): MemoryPassage {
  const lanes = (["first", "second", "third"] as const).map((name) => passageLane(host, name, point));
  const caption = html("figcaption");
  const element = html(
    "figure",
    { class: "passages", part: "passage" },
    html("h3", {}, "What moved the character in the frame"),
    html("div", { class: "lanes" }, ...lanes.map(({ element }) => element)),
    html("div", { class: "legend" }, ...influenceLegend()),
    caption,
  );
  return {
    element,
    show(record) {
      for (const [index, lane] of lanes.entries()) lane.show(record, record.lanes[index]);
      const text = placeSentence(record);
      if (caption.textContent !== text) caption.textContent = text;
    },
  };
}

function passageLane(
  host: MemoryHost,
  name: "first" | "second" | "third",
  point: (place: number | undefined) => void,
) {
  const mark = html("span", { class: "mark" });
  const right = html("span", { class: "right" });
  const says = html("span", { class: "says" });
  const text = html("p", { class: "passage" });
  const field = host.field(name);
  const head = html("div", { class: "head" }, mark, html("div", { class: "choice" }, field), right);
  const element = html("div", { class: "lane" }, head, text, says);
  const placeOf = (target: EventTarget | null) => {
    const index = [...text.children].indexOf(target as Element);
    return index < 1 ? undefined : index;
  };
  text.onpointermove = ({ target }) => {
    const place = placeOf(target);
    if (place !== undefined) point(place);
  };
  text.onpointerleave = () => point(undefined);
  text.onclick = ({ target }) => {
    const place = placeOf(target);
    if (place !== undefined && !host.locks("place")) host.settings.change({ place });
  };
  let shown = "";
  return {
    element,
    show(record: MemoryRecord, lane: MemoryLaneRecord | undefined) {
      text.hidden = lane === undefined;
      mark.replaceChildren(...(lane === undefined ? [] : [swatch(lane.look)]));
      right.textContent =
        lane?.memory === undefined ? "" : `${percent(lane.memory.accuracy)} right${record.text.about}`;
      says.textContent = lane === undefined ? "" : expectationSentence(lane);
      host.fail(element, lane?.failure);
      const passage = passageOf(record.text, record.look?.passage ?? host.settings.values.passage);
      if (shown !== passage) text.replaceChildren(...[...passage].map(letter));
      shown = passage;
      paint([...text.children] as HTMLElement[], record.look?.place ?? host.settings.values.place, lane);
    },
  };
}

/** A place for a character. Lines break where those of the text do. */
function letter(character: string): HTMLElement {
  return html("span", {}, character === "\n" ? "⏎\n" : character);
}

function paint(letters: readonly HTMLElement[], place: number, lane: MemoryLaneRecord | undefined): void {
  const seen = lane?.seen;
  const farthest = seen === undefined ? -1 : farthestOf(seen);
  for (const [index, element] of letters.entries()) {
    const norm = seen?.norms[index];
    const background = norm === undefined || index >= place ? "" : influenceColor(norm);
    if (element.style.background !== background) element.style.background = background;
    element.className =
      index === place ? "place" : index > place ? "later" : index === farthest ? "farthest" : "";
  }
}
