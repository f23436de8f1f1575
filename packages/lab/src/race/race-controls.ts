import { html } from "../element/make.ts";
import { otherSettings } from "../element/other-settings.ts";
import { type TrainingButtons, trainingButtons } from "../training/training-buttons.ts";
import type { RaceActions, RaceHost } from "./race-host.ts";

/** The buttons and the controls of a race. */
export type RaceControls = Pick<TrainingButtons, "showStep" | "showPlaying"> & {
  /** The buttons and the slider for T. */
  readonly element: HTMLElement;
  /** All other controls. */
  readonly settings: HTMLElement;
};

export function raceControls(host: RaceHost, actions: RaceActions): RaceControls {
  const buttons = trainingButtons(host, actions);
  const element = html(
    "div",
    { class: "controls", part: "controls" },
    buttons.element,
    buttons.note,
    host.field("length"),
    html("div", { class: "pair" }, host.field("learningRate"), host.field("initialisation")),
  );
  const settings = otherSettings(host, "clip, optimizer, units, speed, seed", [
    "clip",
    "memoryBias",
    "optimizer",
    "hiddenSize",
    "encoding",
    "speed",
    "seed",
    "backend",
  ]);
  return { ...buttons, element, settings };
}
