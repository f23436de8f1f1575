import { frame } from "../element/frame.ts";
import type { Host } from "../element/host.ts";
import { html } from "../element/make.ts";
import { otherSettings } from "../element/other-settings.ts";
import { captioned } from "../figure/captioned.ts";
import { cellLook, type Look } from "../figure/cell-look.ts";
import { drawLines, type Point } from "../figure/line-chart.ts";
import { onFrame } from "../figure/on-frame.ts";
import { powerOfTen } from "../figure/power-of-ten.ts";
import type { TrainingActions } from "../training/connect-training.ts";
import { trainingButtons } from "../training/training-buttons.ts";
import { gradientBack } from "./gradient-back.ts";
import { spectralMatrix } from "./spectral-matrix.ts";
import type { startsDefinition } from "./starts-definition.ts";
import type { StartsValues } from "./starts-facts.ts";
import { startsFan } from "./starts-fan.ts";
import type { StartsRecord } from "./starts-record.ts";
import { type GradientRecord, gradientSentence } from "./starts-sentences.ts";

export type StartsHost = Host<(typeof startsDefinition)["controls"]>;

/** What `<tenet-starts>` shows. */
export type StartsView = {
  /** Shows a record, in the next frame. */
  show(record: StartsRecord): void;
  showPlaying(playing: boolean, note: string): void;
  showPlace(line: string): void;
  /** Where the failure of the whole run is shown. */
  readonly place: Element;
};

/** Builds the parts of the element in `host.root`. */
export function startsView(host: StartsHost, record: StartsRecord, actions: TrainingActions): StartsView {
  const { settings, signal } = host;
  let shown = record;
  const gradient = gradientFigure();
  const fan = startsFan();
  const buttons = trainingButtons(host, actions);
  const pair = html("div", { class: "pair" }, host.field("compare"), host.field("length"));
  const controls = html("div", { class: "controls", part: "controls" }, buttons.element, buttons.note, pair);
  const others = otherSettings(host, "cell, seeds, learning rate, units, speed", [
    "cell",
    "seeds",
    "learningRate",
    "clip",
    "hiddenSize",
    "speed",
    "seed",
    "backend",
  ]);
  const radius = html("div", { class: "radius" }, host.field("radius"), host.field("matrix"));
  const parts = frame(host, "starts", "Where a network starts decides whether it arrives.", [
    ["gradient", html("div", { class: "start" }, gradient.element, radius)],
    ["fan", fan.element],
    ["controls", controls],
    ["settings", others],
  ]);

  const drawGradient = onFrame(() => gradient.draw(gradientRecord(settings.values)), signal);
  const draw = onFrame(() => {
    buttons.showStep(shown.step);
    fan.show(shown, settings.values.learningRate);
  }, signal);
  gradient.watch(drawGradient, signal);
  fan.watch(draw, signal);
  settings.watch((changed) => {
    drawGradient();
    draw();
    if (changed.some((name) => name === "radius" || name === "matrix"))
      host.say(gradientSentence(gradientRecord(settings.values)));
  }, signal);
  drawGradient();
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

/** How far back the gradient is drawn. */
const stepsBack = 50;

/** The gradient of an RNN that starts as the values say, with and without its tanh. */
function gradientRecord({ radius, matrix, hiddenSize, seed }: StartsValues): GradientRecord {
  const weights = spectralMatrix(matrix, radius, hiddenSize, seed);
  const exponents = (activation: "tanh" | "linear") =>
    gradientBack({ weights, size: hiddenSize, steps: stepsBack, activation, seed }).map(Math.log10);
  return { radius, tanh: exponents("tanh"), linear: exponents("linear") };
}

const linearLook: Look = { color: "var(--faint)", dash: "2 3", mark: "square" };

function gradientFigure() {
  return captioned<GradientRecord>(
    "gradient",
    "‖dL/dhₜ‖ of an RNN before training, as a part of that at the last step",
    (target, { tanh, linear }, width) => {
      const points = (exponents: readonly number[]): Point[] =>
        exponents.map((exponent, back) => [back, exponent]);
      drawLines(
        target,
        [
          { name: "without tanh", look: linearLook, points: points(linear) },
          { name: "RNN", look: cellLook("rnn", 0), points: points(tanh) },
        ],
        {
          width,
          height: 200,
          x: { max: tanh.length - 1, label: "steps back" },
          y: {
            domain: [-8, 4],
            ticks: [-8, -6, -4, -2, 0, 2, 4],
            format: (exponent) => (exponent === 0 ? "1" : powerOfTen(exponent)),
          },
        },
      );
    },
    gradientSentence,
  );
}
