import { html } from "../element/make.ts";
import { swatch } from "../figure/marker.ts";
import type { RaceHost } from "./race-host.ts";
import { accuracyOf, type RaceRecord } from "./race-record.ts";
import { percent } from "./race-sentences.ts";

/** The few large numbers: the accuracy of each network. */
export function raceScores(host: RaceHost): {
  readonly element: HTMLElement;
  show(record: RaceRecord): void;
} {
  const element = html("div", { class: "scores" });
  let lanes: RaceRecord["lanes"] | undefined;
  let numbers: HTMLElement[] = [];
  return {
    element,
    show(record) {
      if (lanes !== record.lanes) {
        lanes = record.lanes;
        numbers = lanes.map(() => html("span", { class: "number" }));
        element.replaceChildren(
          ...lanes.map(({ name, look }, index) =>
            html(
              "div",
              { class: "score", part: "score" },
              swatch(look),
              html("span", { class: "name" }, name),
              numbers[index] as HTMLElement,
              html("span", { class: "right" }, "right of 200 held-out palindromes"),
            ),
          ),
        );
      }
      for (const [index, lane] of record.lanes.entries()) {
        const accuracy = accuracyOf(lane);
        const number = numbers[index] as HTMLElement;
        number.textContent = accuracy === undefined ? "–" : percent(accuracy);
        host.fail(number.parentElement as Element, lane.failure);
      }
    },
  };
}
