import { frame } from "../element/frame.ts";
import { html } from "../element/make.ts";
import { otherSettings } from "../element/other-settings.ts";
import { swatch } from "../figure/marker.ts";
import { onFrame } from "../figure/on-frame.ts";
import { percent } from "../figure/words.ts";
import { accuracyFigure, gradientFigure } from "../race/race-figures.ts";
import { accuracyOf, type RaceRecord } from "../race/race-record.ts";
import type { RecipePanel } from "../recipe/recipe-panel.ts";
import type { TrainingActions } from "../training/connect-training.ts";
import { trainingButtons } from "../training/training-buttons.ts";
import type { CellHost } from "./cell-facts.ts";
import type { CellFigure } from "./cell-figure.ts";

/** What `<tenet-cell>` shows. */
export type CellView = {
  /** Shows a record, in the next frame. */
  show(record: RaceRecord): void;
  showPlaying(playing: boolean, note: string): void;
  showPlace(line: string): void;
  /** Where the failure of the whole run is shown. */
  readonly place: Element;
};

/** Builds the parts of the element in `host.root`. */
export function cellView(
  host: CellHost,
  actions: TrainingActions,
  figure: CellFigure,
  panel: RecipePanel,
): CellView {
  let shown: RaceRecord | undefined;
  const buttons = trainingButtons(host, actions);
  const mark = html("span", { class: "mark" });
  const number = html("span", { class: "number" }, "–");
  const right = html("span", { class: "right" }, "right, held out");
  const score = html("div", { class: "score", part: "score" }, mark, number, right);
  const controls = html(
    "div",
    { class: "controls", part: "controls" },
    html("h3", {}, "Trained on palindromes, now"),
    ...(host.hides("score") ? [] : [score]),
    buttons.element,
    buttons.note,
    html("div", { class: "pair" }, host.field("length"), host.field("learningRate")),
  );
  const [accuracy, gradient] = [accuracyFigure(), gradientFigure()];
  const settings = otherSettings(host, "start, clip, optimizer, units, speed, seed", [
    "initialisation",
    "memoryBias",
    "clip",
    "optimizer",
    "hiddenSize",
    "speed",
    "seed",
    "backend",
  ]);
  const draw = onFrame(() => {
    if (shown === undefined) return;
    const [lane] = shown.lanes;
    const found = lane && accuracyOf(lane);
    number.textContent = found === undefined ? "–" : percent(found);
    const name = lane?.name ?? "";
    if (mark.title !== name && lane !== undefined) {
      mark.title = name;
      mark.replaceChildren(swatch(lane.look), html("span", {}, name));
    }
    buttons.showStep(shown.step);
    accuracy.draw(shown);
    gradient.draw(shown);
  }, host.signal);

  const parts = frame(host, "cell", "A cell is a few lines of arithmetic. These are the lines.", [
    ["cell", html("div", { class: "start" }, host.field("cell"))],
    ["graph", figure.graph],
    ["equations", figure.equations],
    ["recipe", panel.element],
    ["controls", controls],
    ["accuracy", accuracy.element],
    ["gradient", gradient.element],
    ["settings", settings],
  ]);
  accuracy.watch(draw, host.signal);
  gradient.watch(draw, host.signal);
  return {
    show(next) {
      shown = next;
      draw();
    },
    showPlaying: buttons.showPlaying,
    ...parts,
  };
}
