import { html } from "../element/make.ts";
import { otherSettings } from "../element/other-settings.ts";
import { batteryNotice } from "../training/battery-notice.ts";
import type { TextActions, TextHost } from "./text-host.ts";
import type { TextRecord } from "./text-record.ts";

/** The buttons and the controls of training. */
export type TextControls = {
  readonly element: HTMLElement;
  /** All other controls. */
  readonly settings: HTMLElement;
  show(record: TextRecord): void;
  showPlaying(playing: boolean, note: string): void;
};

export function textControls(host: TextHost, actions: TextActions): TextControls {
  let playing = false;
  const play = html("button", { type: "button", class: "main" }, "Train");
  play.onclick = () => (playing ? actions.pause() : actions.play());
  const restart = html(
    "button",
    { type: "button", title: "Start again from the seed, on the same text" },
    "Restart",
  );
  restart.onclick = actions.restart;
  const steps = html("span", { class: "steps" });
  const note = html("p", { class: "note" });
  const element = html(
    "div",
    { class: "controls", part: "controls" },
    html("div", { class: "buttons" }, play, restart, steps),
    note,
    batteryNotice(host),
    html("div", { class: "pair" }, host.field("learningRate"), host.field("steps")),
  );
  const settings = otherSettings(host, "cell, units, layers, window, seed", [
    "cell",
    "hiddenSize",
    "layers",
    "dropout",
    "window",
    "batch",
    "seed",
    "speed",
    "backend",
  ]);
  return {
    element,
    settings,
    show({ step, begun }) {
      steps.textContent = `step ${step.toLocaleString("en")}`;
      play.disabled = begun?.canTrain === false;
    },
    showPlaying(next, text) {
      playing = next;
      play.textContent = playing ? "Pause" : "Train";
      note.textContent = text;
    },
  };
}
