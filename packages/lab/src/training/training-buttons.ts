import { html } from "../element/make.ts";
import type { TrainingActions } from "./connect-training.ts";

/** The buttons of an element that trains, and the number of finished steps. */
export type TrainingButtons = {
  readonly element: HTMLElement;
  /** A line on why it does not train although the reader wants it to. */
  readonly note: HTMLElement;
  showStep(step: number): void;
  showPlaying(playing: boolean, note: string): void;
};

export function trainingButtons(actions: TrainingActions): TrainingButtons {
  let playing = false;
  const play = html("button", { type: "button", class: "main" }, "Train");
  play.onclick = () => (playing ? actions.pause() : actions.play());
  const step = html("button", { type: "button", title: "Train one step" }, "Step");
  step.onclick = actions.step;
  const restart = html("button", { type: "button", title: "Start again from the seed" }, "Restart");
  restart.onclick = actions.restart;
  const steps = html("span", { class: "steps" });
  const note = html("p", { class: "note" });
  return {
    element: html("div", { class: "buttons" }, play, step, restart, steps),
    note,
    showStep(count) {
      steps.textContent = `step ${count.toLocaleString("en")}`;
    },
    showPlaying(next, text) {
      playing = next;
      play.textContent = playing ? "Pause" : "Train";
      note.textContent = text;
    },
  };
}
