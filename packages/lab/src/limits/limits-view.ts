import { frame } from "../element/frame.ts";
import { html } from "../element/make.ts";
import { otherSettings } from "../element/other-settings.ts";
import { captioned } from "../figure/captioned.ts";
import { drawLines } from "../figure/line-chart.ts";
import { niceLimit } from "../figure/nice-limit.ts";
import { onFrame } from "../figure/on-frame.ts";
import type { TrainingActions } from "../training/connect-training.ts";
import { trainingButtons } from "../training/training-buttons.ts";
import type { LimitsHost } from "./limits-host.ts";
import type { LimitsRecord } from "./limits-record.ts";
import { limitsSentence, taskSentence } from "./limits-sentences.ts";
import { limitsTable } from "./limits-table.ts";
import type { LimitsTaskName } from "./limits-tasks.ts";

/** What `<tenet-limits>` shows. */
export type LimitsView = {
  /** Shows a record, in the next frame. */
  show(record: LimitsRecord): void;
  showPlaying(playing: boolean, note: string): void;
  showPlace(line: string): void;
  /** Where the failure of the whole run is shown. */
  readonly place: Element;
};

/** Builds the parts of the element in `host.root`. */
export function limitsView(host: LimitsHost, record: LimitsRecord, actions: TrainingActions): LimitsView {
  let shown = record;
  const buttons = trainingButtons(host, actions);
  const controls = html(
    "div",
    { class: "controls", part: "controls" },
    buttons.element,
    buttons.note,
    host.field("length"),
  );
  const table = limitsTable(host, (task) => host.settings.change({ task }));
  const sentence = html("p", { class: "summary" });
  const chosen = () => host.settings.values.task as LimitsTaskName;
  const large = captioned<LimitsRecord>(
    "curves",
    "Accuracy, held out",
    (target, { tasks, step }, width) => {
      const task = tasks.find(({ name }) => name === chosen());
      if (task === undefined) return;
      const lines = task.networks.map(({ name, look, accuracy }) => ({ name, look, points: accuracy }));
      drawLines(target, lines, {
        width,
        height: 210,
        x: { max: niceLimit(step, 100), label: "steps" },
        y: { domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1], format: (value) => `${100 * value} %` },
        reference: { y: task.chance, label: "guess" },
      });
    },
    (record) => taskSentence(record, chosen()),
  );
  const settings = otherSettings(host, "learning rate, units, optimizer, speed, seed", [
    "learningRate",
    "hiddenSize",
    "optimizer",
    "clip",
    "speed",
    "seed",
    "backend",
  ]);
  const parts = frame(host, "limits", "Some cells never learn some tasks, however long they train.", [
    ["controls", controls],
    ["table", html("div", { class: "whole" }, table.element, sentence)],
    ["curves", html("div", { class: "large" }, host.field("task"), large.element)],
    ["settings", settings],
  ]);

  const draw = onFrame(() => {
    buttons.showStep(shown.step);
    table.show(shown, chosen());
    const text = limitsSentence(shown);
    if (sentence.textContent !== text) sentence.textContent = text;
    large.draw(shown);
  }, host.signal);
  table.watch(draw, host.signal);
  large.watch(draw, host.signal);
  host.settings.watch((changed) => changed.includes("task") && draw(), host.signal);
  draw();
  return {
    show(next) {
      shown = next;
      draw();
    },
    showPlaying: buttons.showPlaying,
    ...parts,
  };
}
