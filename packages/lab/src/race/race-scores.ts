import { html } from "../element/make.ts";
import { cellLook } from "../figure/cell-look.ts";
import { swatch } from "../figure/marker.ts";
import { percent } from "../figure/words.ts";
import type { RaceHost } from "./race-host.ts";
import { accuracyOf, type RaceRecord } from "./race-record.ts";

/** The few large numbers: the accuracy of each network, under the choice of its cell. */
export function raceScores(host: RaceHost): {
  readonly element: HTMLElement;
  show(record: RaceRecord): void;
} {
  const lanes = (["first", "second", "third"] as const).map((name) => {
    const mark = html("span", { class: "mark" });
    const number = html("span", { class: "number" });
    const right = html("span", { class: "right" });
    const element = html("div", { class: "score", part: "score" }, mark, host.field(name), number, right);
    return { element, mark, number, right };
  });
  return {
    element: html("div", { class: "scores" }, ...lanes.map(({ element }) => element)),
    show(record) {
      for (const [index, { element, mark, number, right }] of lanes.entries()) {
        const lane = record.lanes[index];
        const accuracy = lane && accuracyOf(lane);
        mark.replaceChildren(...(lane === undefined ? [] : [swatch(cellLook(lane.cell, index))]));
        number.textContent = lane === undefined ? "" : accuracy === undefined ? "–" : percent(accuracy);
        right.textContent = lane === undefined ? "" : "right, held out";
        host.fail(element, lane?.failure);
      }
    },
  };
}
