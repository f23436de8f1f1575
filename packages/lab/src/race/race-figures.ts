import { captioned, type Figure } from "../figure/captioned.ts";
import { columns } from "../figure/columns.ts";
import { drawLines, type Line } from "../figure/line-chart.ts";
import { niceLimit } from "../figure/nice-limit.ts";
import { drawStrip } from "../figure/strip.ts";
import { arrivingExponents, nameLetters, type RaceRecord } from "./race-record.ts";
import { accuracySentence, gradientSentence } from "./race-sentences.ts";

/** The height of a figure. That of accuracy, which tells the story, is taller where there is room for it. */
const [height, tall, roomy] = [190, 300, 400] as const;

export function accuracyFigure(): Figure<RaceRecord> {
  return captioned(
    "accuracy",
    "Accuracy, held out",
    (target, record, width) =>
      drawLines(target, linesOf(record, "accuracy"), {
        width,
        height: width < roomy ? height : tall,
        x: xOf(record),
        y: { domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1], format: (value) => `${100 * value} %` },
        reference: { y: 0.1, label: "guess" },
      }),
    accuracySentence,
  );
}

/** The loss of a network that knows nothing: ln 10 nats. */
const chance = Math.log(10);

export function lossFigure(): Figure<RaceRecord> {
  return captioned(
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

export function gradientFigure(): Figure<RaceRecord> {
  return captioned(
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
