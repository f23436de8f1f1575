import type { Values } from "../element/control.ts";
import { frame } from "../element/frame.ts";
import { html } from "../element/make.ts";
import { otherSettings } from "../element/other-settings.ts";
import { onFrame } from "../figure/on-frame.ts";
import type { TrainingActions } from "../training/connect-training.ts";
import { trainingButtons } from "../training/training-buttons.ts";
import type { gateDefinition } from "./gate-definition.ts";
import { accuracyFigure, type GateFigure, gatesFigure, periodsFigure } from "./gate-figures.ts";
import type { GateHost } from "./gate-host.ts";
import type { GateRecord } from "./gate-record.ts";
import { sampledSentence } from "./gate-sentences.ts";
import { sampledSignal } from "./sampled-signal.ts";
import { type TimestampSliders, timestampSliders } from "./timestamp-sliders.ts";

/** What `<tenet-gate>` shows. */
export type GateView = {
  /** Shows a record, in the next frame. */
  show(record: GateRecord): void;
  showPlaying(playing: boolean, note: string): void;
  showPlace(line: string): void;
  /** Where the failure of the whole run is shown. */
  readonly place: Element;
};

/** Builds the parts of the element in `host.root`. */
export function gateView(host: GateHost, record: GateRecord, actions: TrainingActions): GateView {
  const { settings, signal } = host;
  let shown = record;
  const gates = gatesFigure();
  const timestamps = timestampSliders(host, gates.element.querySelector("svg") as SVGSVGElement, () =>
    drawGates(),
  );
  const [accuracy, periods] = [accuracyFigure(), periodsFigure()];
  const buttons = trainingButtons(host, actions);
  const failures = html("div");
  const sliders = html(
    "div",
    { class: "sliders", part: "sliders" },
    host.field("period"),
    host.field("openRatio"),
    host.field("shift"),
    host.field("leak"),
    host.field("samples"),
    host.field("sampling"),
    ...timestamps.elements,
  );
  const controls = html(
    "div",
    { class: "controls", part: "controls" },
    html("h3", {}, "A network of such units learns to tell waves apart"),
    buttons.element,
    buttons.note,
    failures,
    html("div", { class: "pair" }, host.field("cell"), host.field("other")),
  );
  const others = otherSettings(host, "waves, learning rate, units, speed, seed", [
    "waves",
    "learningRate",
    "clip",
    "hiddenSize",
    "speed",
    "seed",
    "backend",
  ]);
  const parts = frame(host, "gate", "A unit that sleeps most of the time remembers longer.", [
    ["gates", gates.element],
    ["sliders", sliders],
    ["controls", controls],
    ["accuracy", accuracy.element],
    ["periods", periods.element],
    ["settings", others],
  ]);

  const figure = () => gateFigure(settings.values, timestamps);
  const drawGates = onFrame(() => gates.draw(figure()), signal);
  const draw = onFrame(() => {
    buttons.showStep(shown.step);
    for (const figure of [accuracy, periods]) figure.draw(shown);
    host.fail(failures, shown.lanes.find(({ failure }) => failure !== undefined)?.failure);
  }, signal);
  gates.watch(drawGates, signal);
  for (const figure of [accuracy, periods]) figure.watch(draw, signal);
  settings.watch((changed) => {
    drawGates();
    if (!changed.some((name) => ofGate.has(name))) return;
    const { gate, sampled } = figure();
    host.say(sampledSentence(gate, sampled));
  }, signal);
  drawGates();
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

/** The controls of the figure of the gate. */
const ofGate: ReadonlySet<string> = new Set([
  "period",
  "openRatio",
  "shift",
  "leak",
  "samples",
  "sampling",
  "moved",
  "seed",
]);

/** The gate of the sliders, and what it makes of the signal. */
function gateFigure(
  { period, openRatio, shift, leak }: Values<(typeof gateDefinition)["controls"]>,
  { times, picked }: TimestampSliders,
): GateFigure {
  const gate = { period, openRatio, shift, leak };
  return {
    gate,
    sampled: sampledSignal(
      gate,
      times().toSorted((a, b) => a - b),
    ),
    picked: picked(),
  };
}
