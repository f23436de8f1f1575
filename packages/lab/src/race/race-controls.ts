import { html } from "../element/make.ts";
import type { RaceActions, RaceHost } from "./race-host.ts";

/** The buttons and the controls of a race. */
export type RaceControls = {
  /** The buttons and the slider for T. */
  readonly element: HTMLElement;
  /** All other controls. */
  readonly settings: HTMLElement;
  showStep(step: number): void;
  showPlaying(playing: boolean, note: string): void;
};

export function raceControls(host: RaceHost, actions: RaceActions): RaceControls {
  let playing = false;
  const play = html("button", { type: "button", class: "main" }, "Train");
  play.onclick = () => (playing ? actions.pause() : actions.play());
  const step = html("button", { type: "button", title: "Train one step" }, "Step");
  step.onclick = actions.step;
  const restart = html("button", { type: "button", title: "Start again from the seed" }, "Restart");
  restart.onclick = actions.restart;
  const steps = html("span", { class: "steps" });
  const note = html("p", { class: "note" });
  const element = html(
    "div",
    { class: "controls", part: "controls" },
    html("div", { class: "buttons" }, play, step, restart, steps),
    note,
    host.field("length"),
    html("div", { class: "pair" }, host.field("learningRate"), host.field("initialisation")),
  );
  const others = [
    "clip",
    "memoryBias",
    "optimizer",
    "hiddenSize",
    "encoding",
    "speed",
    "seed",
    "backend",
  ] as const;
  const settings = html(
    "details",
    { class: "settings", part: "settings" },
    html("summary", {}, "More to change: clip, optimizer, units, speed, seed …"),
    html("div", {}, ...others.map((name) => host.field(name))),
  );
  return {
    element,
    settings,
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
