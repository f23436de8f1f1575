import type { Controls } from "../element/control.ts";
import type { Host } from "../element/host.ts";
import { html } from "../element/make.ts";
import { batteryNotice } from "./battery-notice.ts";
import type { TrainingActions } from "./connect-training.ts";

/** The buttons of an element that trains, and the number of finished steps. */
export type TrainingButtons = {
  readonly element: HTMLElement;
  /** Lines on why it does not train although the reader wants it to, and on what it costs a battery. */
  readonly note: HTMLElement;
  showStep(step: number): void;
  showPlaying(playing: boolean, note: string): void;
};

export function trainingButtons<Type extends Controls>(
  host: Host<Type>,
  actions: TrainingActions,
): TrainingButtons {
  let playing = false;
  const play = html("button", { type: "button", class: "main" }, "Train");
  play.onclick = () => (playing ? actions.pause() : actions.play());
  const step = html("button", { type: "button", title: "Train one step" }, "Step");
  step.onclick = actions.step;
  const restart = html("button", { type: "button", title: "Start again from the seed" }, "Restart");
  restart.onclick = actions.restart;
  const steps = html("span", { class: "steps" });
  const why = html("p", { class: "note" });
  return {
    element: html("div", { class: "buttons" }, play, step, restart, steps),
    note: html("div", { class: "notes" }, why, batteryNotice(host)),
    showStep(count) {
      steps.textContent = `step ${count.toLocaleString("en")}`;
    },
    showPlaying(next, text) {
      playing = next;
      play.textContent = playing ? "Pause" : "Train";
      why.textContent = text;
    },
  };
}
