import { html } from "../element/make.ts";
import { columns } from "../figure/columns.ts";
import { type Figure, figure } from "../figure/figure.ts";
import { drawLines, type Line } from "../figure/line-chart.ts";
import { niceLimit } from "../figure/nice-limit.ts";
import { onFrame } from "../figure/on-frame.ts";
import { drawStrip } from "../figure/strip.ts";
import { raceControls } from "./race-controls.ts";
import type { Replay } from "./race-facts.ts";
import type { RaceActions, RaceHost } from "./race-host.ts";
import { arrivingExponents, nameLetters, type RaceRecord } from "./race-record.ts";
import { raceReplay } from "./race-replay.ts";
import { raceScores } from "./race-scores.ts";
import { accuracySentence, gradientSentence } from "./race-sentences.ts";

/** What `<tenet-race>` shows. */
export type RaceView = {
  /** Shows a record, in the next frame. */
  show(record: RaceRecord): void;
  showPlaying(playing: boolean, note: string): void;
  showPlace(line: string): void;
  /** Where the failure of the whole race is shown. */
  readonly place: Element;
};

/** Builds the parts of the element in `host.root`. */
export function raceView(
  host: RaceHost,
  record: RaceRecord,
  actions: RaceActions,
  ask: (row: number) => Promise<Replay | undefined>,
): RaceView {
  let shown = record;
  const scores = raceScores(host);
  const controls = raceControls(host, actions);
  const curves = [accuracyFigure(), lossFigure()];
  const strip = gradientFigure();
  const replay = raceReplay(host, ask);
  const figures = [...curves, strip];
  const backend = html("p", { class: "note backend", part: "backend" }, "Starting …");
  const place = html("div", { class: "failure-place" });

  const draw = onFrame(() => {
    scores.show(shown);
    controls.showStep(shown.step);
    for (const figure of figures) figure.draw(shown);
    replay.show(shown);
  }, host.signal);

  const claim = html(
    "slot",
    { name: "claim" },
    html(
      "h2",
      { class: "claim", part: "claim" },
      "A plain RNN forgets. An LSTM holds on, because its gradient does not die.",
    ),
  );
  const parts: readonly (readonly [string, Element])[] = [
    ["claim", html("div", { class: "claim-place" }, claim)],
    ["score", scores.element],
    ["accuracy", curves[0]?.element as Element],
    ["controls", controls.element],
    ["loss", curves[1]?.element as Element],
    ["gradient", strip.element],
    ["replay", replay.element],
    ["settings", controls.settings],
    ["backend", backend],
  ];
  host.root.append(
    html(
      "div",
      { class: "race" },
      place,
      ...parts.filter(([name]) => !host.hides(name)).map(([, part]) => part),
    ),
  );
  for (const figure of figures) figure.watch(draw, host.signal);
  draw();
  return {
    show(next) {
      shown = next;
      draw();
    },
    showPlaying: controls.showPlaying,
    showPlace(line) {
      backend.textContent = line;
    },
    place,
  };
}

const height = 190;

function accuracyFigure(): Figure<RaceRecord> {
  return figure<RaceRecord>(
    "accuracy",
    "Accuracy, held out",
    (target, record, width) =>
      drawLines(target, linesOf(record, "accuracy"), {
        width,
        height,
        x: xOf(record),
        y: { domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1], format: (value) => `${100 * value} %` },
        reference: { y: 0.1, label: "guess" },
      }),
    accuracySentence,
  );
}

/** The loss of a network that knows nothing: ln 10 nats. */
const chance = Math.log(10);

function lossFigure(): Figure<RaceRecord> {
  return figure<RaceRecord>(
    "loss",
    "Loss, in nats",
    (target, record, width) =>
      drawLines(target, linesOf(record, "loss"), {
        width,
        height,
        x: xOf(record),
        y: { domain: [0, 3], ticks: [0, 1, 2, 3], format: String },
        reference: { y: chance, label: "guess" },
      }),
    () => "Lines: on held-out palindromes. Faint: on each training batch.",
  );
}

function gradientFigure(): Figure<RaceRecord> {
  return figure<RaceRecord>(
    "gradient",
    "How much of the gradient reaches each digit",
    (target, record, width) => {
      const steps = record.length - 1;
      drawStrip(
        target,
        record.lanes.map((lane) => ({
          name: lane.name,
          look: lane.look,
          exponents: lane.norms.length > 0 ? arrivingExponents(lane) : new Array(steps).fill(Number.NaN),
        })),
        {
          columns: columns(width, steps, nameLetters(record)),
          heads: (record.palindromes[0] as readonly number[]).slice(0, steps).map(String),
          domain: [-8, 0],
          legend: "‖dL/dhₜ‖, as a part of that at the last digit",
        },
      );
    },
    gradientSentence,
  );
}

function linesOf({ lanes }: RaceRecord, of: "accuracy" | "loss"): Line[] {
  return lanes.map(({ name, look, [of]: points, batchLoss }) => ({
    name,
    look,
    points,
    ...(of === "loss" ? { raw: batchLoss } : {}),
  }));
}

function xOf({ step }: RaceRecord) {
  return { max: niceLimit(step, 100), label: "steps" };
}
