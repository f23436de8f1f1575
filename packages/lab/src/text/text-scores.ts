import { html } from "../element/make.ts";
import { percent } from "../figure/words.ts";
import { lastEvaluation, type TextRecord } from "./text-record.ts";
import { duration, inBits } from "./text-sentences.ts";

/** The few large numbers. */
export function textScores(): { readonly element: HTMLElement; show(record: TextRecord): void } {
  const loss = score("nats a character, held out");
  const right = score("guessed right, held out");
  const speed = score("characters a second");
  const left = score("left");
  return {
    element: html(
      "dl",
      { class: "scores", part: "score" },
      ...[loss, right, speed, left].map(({ element }) => element),
    ),
    show(record) {
      const last = lastEvaluation(record);
      loss.show(
        last === undefined ? "–" : last.loss.toFixed(2),
        last === undefined
          ? "nats a character, held out"
          : `nats a character, held out (${inBits(last.loss)})`,
      );
      right.show(last === undefined ? "–" : percent(last.accuracy));
      const { characters = Number.NaN, left: seconds = Number.NaN } = record.speed ?? {};
      speed.show(Number.isFinite(characters) ? Math.round(characters).toLocaleString("en") : "–");
      left.show(duration(seconds));
    },
  };
}

function score(name: string) {
  const number = html("dd", { class: "number" });
  const label = html("dt", { class: "right" }, name);
  return {
    element: html("div", { class: "score" }, number, label),
    show(text: string, described = name) {
      number.textContent = text;
      label.textContent = described;
    },
  };
}
