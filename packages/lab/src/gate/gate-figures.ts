import { openness, type TemporalGate } from "@tenetjs/core/internals";
import { captioned, type Figure } from "../figure/captioned.ts";
import type { Look } from "../figure/cell-look.ts";
import { drawLines } from "../figure/line-chart.ts";
import { marker } from "../figure/marker.ts";
import { niceLimit } from "../figure/nice-limit.ts";
import { scale } from "../figure/scale.ts";
import { setSize } from "../figure/set-size.ts";
import { drawShapes, type Shape, shape } from "../figure/shape.ts";
import type { GateRecord } from "./gate-record.ts";
import { baseline, bottom, left, rowHeight, xAt, yAt as y } from "./gate-scales.ts";
import { accuracySentence, periodsSentence, sampledSentence, sought } from "./gate-sentences.ts";
import { duration, type Sampled, signalAt } from "./sampled-signal.ts";

/** The looks of the units, of which the middle one has the sliders' period. */
const looks: readonly Look[] = [
  { color: "var(--phased)", dash: "2 3", mark: "triangle" },
  { color: "var(--phased)", dash: "none", mark: "circle" },
  { color: "var(--phased)", dash: "7 3", mark: "square" },
];

export type GateFigure = {
  readonly gate: TemporalGate;
  readonly sampled: Sampled;
  /** When the sample that the reader picked is read. */
  readonly picked: number | undefined;
};

/** The openness of three units over time, and under it what the state of one makes of a signal. */
export function gatesFigure(): Figure<GateFigure> {
  return captioned(
    "gates",
    "When gates open, and what a state behind one keeps",
    drawGates,
    ({ gate, sampled }) => sampledSentence(gate, sampled),
  );
}

function drawGates(target: SVGSVGElement, { gate, sampled, picked }: GateFigure, width: number): void {
  const x = xAt(width);
  const gates = looks.map((_, row) => ({ ...gate, period: 2 ** (row - 1) * gate.period }));
  const times = Array.from({ length: 401 }, (_, index) => (index * duration) / 400);
  const line = (points: readonly (readonly [number, number])[]) =>
    points
      .map(([at, value], index) => `${index === 0 ? "M" : "L"}${at.toFixed(1)} ${value.toFixed(1)}`)
      .join("");
  setSize(target, width, bottom + 24);
  drawShapes(target, [
    ...openings(gate, x, 6, bottom),
    ...gates.flatMap((one, row) => {
      const low = baseline(row);
      const high = scale([0, 1], [low, low - rowHeight]);
      const points = times.map((time) => [x(time), high(openness(one, time))] as const);
      const look = looks[row] as Look;
      return [
        shape("line", { class: "grid", x1: left, x2: width - 8, y1: low, y2: low }),
        shape("path", {
          d: `${line(points)}L${x(duration)} ${low}L${left} ${low}Z`,
          opacity: row === 1 ? 0.3 : 0.12,
          style: `fill: ${look.color}`,
        }),
        shape("path", {
          class: "curve",
          d: line(points),
          "stroke-dasharray": look.dash,
          style: `stroke: ${look.color}`,
        }),
        marker(look, 6, low - 12),
        shape(
          "text",
          { x: 16, y: low - 8, "font-weight": row === 1 ? 700 : 400 },
          `τ ${Number(one.period.toPrecision(3))}`,
        ),
      ];
    }),
    shape("line", { class: "grid", x1: left, x2: width - 8, y1: y(0), y2: y(0) }),
    shape("path", {
      class: "curve",
      d: line(times.map((time) => [x(time), y(signalAt(time))])),
      style: "stroke: var(--faint); stroke-width: 1.25",
      "stroke-dasharray": "2 2",
    }),
    ...sampled.times.map((time, index) => {
      const open = sampled.open[index];
      return shape("circle", {
        cx: x(time),
        cy: y(sampled.proposed[index] as number),
        r: open ? 3.5 : 2.25,
        style: `fill: ${open ? "var(--phased)" : "var(--surface)"}; stroke: ${open ? "var(--ink)" : "var(--faint)"}`,
      });
    }),
    ...(picked === undefined ? [] : drawPicked(x(picked), y(signalAt(picked)))),
    shape("path", {
      class: "curve state",
      d: stateLine(sampled, x, y),
      style: "stroke: var(--ink); stroke-width: 2.25",
    }),
    shape("text", { class: "faint", x: 0, y: y(0.55) }, "signal,"),
    shape("text", { class: "faint", x: 0, y: y(0.55) + 15 }, "read at ○"),
    shape("text", { x: 0, y: y(-0.25), "font-weight": 700 }, "state"),
    ...(width < 480 ? [0, 50, 100] : [0, 20, 40, 60, 80, 100]).map((time) =>
      shape(
        "text",
        { class: "faint", x: x(time), y: bottom + 16, "text-anchor": time === duration ? "end" : "middle" },
        time === duration ? `${time} ms` : String(time),
      ),
    ),
  ]);
}

/** The sample that the reader picked, and its time. */
function drawPicked(x: number, y: number): Shape[] {
  const style = "fill: none; stroke: var(--ink)";
  return [
    shape("line", { x1: x, x2: x, y1: 6, y2: bottom, "stroke-dasharray": "2 3", style }),
    shape("circle", { cx: x, cy: y, r: 7, "stroke-width": 1.5, style }),
  ];
}

/** Where the gate is open, a stripe from the top to the bottom: the state changes nowhere else, but for the leak. */
function openings(
  { period, openRatio, shift }: TemporalGate,
  x: (time: number) => number,
  top: number,
  bottom: number,
): Shape[] {
  const first = Math.ceil((0 - shift) / period) - 1;
  const count = Math.ceil(duration / period) + 2;
  return Array.from({ length: count }, (_, index) => shift + (first + index) * period)
    .filter((start) => start < duration && start + openRatio * period > 0)
    .map((start) =>
      shape("rect", {
        x: x(start),
        y: top,
        width: Math.max(0, x(start + openRatio * period) - x(start)),
        height: bottom - top,
        opacity: 0.14,
        style: "fill: var(--phased)",
      }),
    );
}

/** The state from sample to sample: it stays as it is in between. */
function stateLine(
  { times, states }: Sampled,
  x: (time: number) => number,
  y: (value: number) => number,
): string {
  let path = `M${x(0).toFixed(1)} ${y(0).toFixed(1)}`;
  for (const [index, time] of times.entries())
    path += `H${x(time).toFixed(1)}V${y(states[index] as number).toFixed(1)}`;
  return `${path}H${x(duration).toFixed(1)}`;
}

/** The accuracy of the networks against steps. */
export function accuracyFigure(): Figure<GateRecord> {
  return captioned(
    "accuracy",
    "Is the period 5 to 6 ms? Accuracy, held out",
    (target, { lanes, step }, width) =>
      drawLines(
        target,
        lanes.map(({ name, look, accuracy }) => ({ name, look, points: accuracy })),
        {
          width,
          height: 200,
          x: { max: niceLimit(step, 100), label: "steps" },
          y: { domain: [0.4, 1], ticks: [0.75, 1], format: (value) => `${100 * value} %` },
          reference: { y: 0.5, label: "guess" },
        },
      ),
    accuracySentence,
  );
}

/** The periods of the first network's units, each a line from where it started to where it is. */
export function periodsFigure(): Figure<GateRecord> {
  return captioned(
    "periods",
    "The period τ of each unit, at the start and now",
    drawPeriods,
    periodsSentence,
  );
}

function drawPeriods(target: SVGSVGElement, { before, now, lanes }: GateRecord, width: number): void {
  const left = 42;
  const all = [...before, ...now];
  const limits = [Math.min(1, ...all), Math.max(20, ...all)] as const;
  const position = scale([Math.log(limits[0]), Math.log(limits[1])], [left + 6, width - 14]);
  const x = (period: number) => position(Math.log(period));
  const rows = { before: 46, now: 138 };
  const bottom = 168;
  const look = lanes[0]?.look as Look;
  const ticks = [0.5, 1, 2, 5, 10, 20, 50, 100].filter((tick) => tick >= limits[0] && tick <= limits[1]);
  setSize(target, width, bottom + 20);
  drawShapes(target, [
    shape("rect", {
      x: x(sought[0]),
      y: 20,
      width: x(sought[1]) - x(sought[0]),
      height: bottom - 20,
      opacity: 0.25,
      style: "fill: var(--faint)",
    }),
    shape(
      "text",
      { class: "faint", x: (x(sought[0]) + x(sought[1])) / 2, y: 13, "text-anchor": "middle" },
      `sought: ${sought[0]} to ${sought[1]} ms`,
    ),
    ...Object.values(rows).map((row) =>
      shape("line", { class: "grid", x1: left, x2: width, y1: row, y2: row }),
    ),
    shape("text", { class: "faint", x: 0, y: rows.before + 4 }, "start"),
    shape("text", { x: 0, y: rows.now + 4, "font-weight": 700 }, "now"),
    ...now.map((period, unit) =>
      shape("line", {
        x1: x(before[unit] as number),
        y1: rows.before,
        x2: x(period),
        y2: rows.now,
        "stroke-width": 1.25,
        opacity: 0.6,
        style: `stroke: ${look.color}`,
      }),
    ),
    ...before.map((period) => ring(x(period), rows.before)),
    ...now.map((period) => marker(look, x(period), rows.now, 4)),
    ...ticks.map((tick) =>
      shape(
        "text",
        { class: "faint", x: Math.min(x(tick), width - 20), y: bottom + 14, "text-anchor": "middle" },
        `${tick} ms`,
      ),
    ),
  ]);
}

function ring(x: number, y: number): Shape {
  return shape("circle", {
    cx: x,
    cy: y,
    r: 3.5,
    "stroke-width": 1.5,
    style: "fill: var(--surface); stroke: var(--faint)",
  });
}
