import { frame } from "../element/frame.ts";
import { html } from "../element/make.ts";
import { otherSettings } from "../element/other-settings.ts";
import { onFrame } from "../figure/on-frame.ts";
import type { TrainingActions } from "../training/connect-training.ts";
import { trainingButtons } from "../training/training-buttons.ts";
import { averageFigure } from "./memory-figures.ts";
import type { MemoryHost } from "./memory-host.ts";
import { memoryPassage } from "./memory-passage.ts";
import type { MemoryRecord } from "./memory-record.ts";

/** What `<tenet-memory>` shows. */
export type MemoryView = {
  /** Shows a record, in the next frame. */
  show(record: MemoryRecord): void;
  showPlaying(playing: boolean, note: string): void;
  showPlace(line: string): void;
  /** Where the failure of the whole run is shown. */
  readonly place: Element;
};

/** Builds the parts of the element in `host.root`. `point` is told the place under the pointer. */
export function memoryView(
  host: MemoryHost,
  record: MemoryRecord,
  actions: TrainingActions,
  point: (place: number | undefined) => void,
): MemoryView {
  let shown = record;
  const buttons = trainingButtons(host, actions);
  const passage = memoryPassage(host, point);
  const average = averageFigure();
  const controls = html(
    "div",
    { class: "controls", part: "controls" },
    host.field("place"),
    html("div", { class: "pair" }, host.field("text"), host.field("passage")),
    buttons.element,
    buttons.note,
  );
  const settings = otherSettings(host, "what is asked about, learning rate, units, speed, seed", [
    "output",
    "learningRate",
    "clip",
    "hiddenSize",
    "speed",
    "seed",
    "backend",
  ]);
  const claim =
    "What a network writes now hangs on a letter that it read many characters ago, if its cell can hold it.";
  const parts = frame(host, "memory", claim, [
    ["passage", passage.element],
    ["controls", controls],
    ["average", average.element],
    ["settings", settings],
  ]);
  const draw = onFrame(() => {
    buttons.showStep(shown.step);
    passage.show(shown);
    average.draw(shown);
  }, host.signal);
  average.watch(draw, host.signal);
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
