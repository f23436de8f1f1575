import { html, svg } from "../element/make.ts";
import { showFailure } from "../element/show-failure.ts";
import { niceLimit } from "../figure/nice-limit.ts";
import { drawSmallCurves } from "../figure/small-curves.ts";
import { watchWidth } from "../figure/watch-width.ts";
import { counted } from "../figure/words.ts";
import { learnedOf, medianOf, type PanelRecord, type StartsRecord } from "./starts-record.ts";
import { fanSentence } from "./starts-sentences.ts";

/** The panels, each with a curve for each seed and their median. */
export type StartsFan = {
  readonly element: HTMLElement;
  watch(redraw: () => void, signal: AbortSignal): void;
  /** Shows a record, at a learning rate of Adam's. */
  show(record: StartsRecord, learningRate: number): void;
};

export function startsFan(): StartsFan {
  const grid = html("div", { class: "panels" });
  const caption = html("figcaption");
  const element = html(
    "figure",
    { class: "fan", part: "fan" },
    html("h3", {}, "Accuracy, held out: a faint curve for each seed, and their median"),
    grid,
    caption,
  );
  let panels: readonly ReturnType<typeof panelOf>[] = [];
  let width = 0;
  return {
    element,
    watch: (redraw, signal) =>
      watchWidth(
        grid,
        (next) => {
          width = next;
          redraw();
        },
        signal,
      ),
    show(record, learningRate) {
      if (panels.length !== record.panels.length) {
        panels = record.panels.map(panelOf);
        grid.replaceChildren(...panels.map(({ element }) => element));
      }
      for (const [index, panel] of record.panels.entries())
        panels[index]?.show(panel, record.step, learningRate, width);
      const text = fanSentence(record);
      if (caption.textContent !== text) caption.textContent = text;
    },
  };
}

function panelOf() {
  const name = html("span", { class: "name" });
  const rate = html("span", { class: "rate" });
  const curve = svg("svg", { "aria-hidden": "true" });
  const number = html("span", { class: "number" });
  const seeds = html("span", { class: "state" });
  const head = html("p", {}, name, rate);
  const element = html("div", { class: "panel" }, head, curve, html("p", {}, number, seeds));
  return {
    element,
    show(panel: PanelRecord, step: number, learningRate: number, width: number): void {
      const { seeds: fan, rateFactor } = panel;
      name.textContent = panel.name;
      rate.textContent = rateFactor === 1 ? "" : `rate ${Number((rateFactor * learningRate).toPrecision(2))}`;
      number.textContent = `${learnedOf(panel)} of ${fan.length}`;
      seeds.textContent = `${counted(fan.length, "seed").replace(/^\d+ /, "")} learned it`;
      showFailure(element, panel.failure);
      if (width === 0) return;
      // The grid has two columns on a phone and three elsewhere.
      const columns = width < 480 ? 2 : 3;
      drawSmallCurves(curve, medianOf(panel), {
        width: Math.floor((width - 16 * (columns - 1)) / columns),
        height: 84,
        look: panel.look,
        max: niceLimit(step, 100),
        domain: [0, 1],
        reference: 0.1,
        others: fan,
      });
    },
  };
}
