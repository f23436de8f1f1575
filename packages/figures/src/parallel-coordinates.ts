import * as Plot from "@observablehq/plot";
import { compose, documentOr, type FigureOptions, leftOutNote } from "./compose.ts";
import {
  checkSweep,
  nameOf,
  placeOn,
  ranked,
  type Scale,
  type SweepFigureOptions,
  type SweepTrial,
  scaleOf,
} from "./sweep-axes.ts";
import { plainLine, shorten } from "./text.ts";

/** The options of {@link parallelCoordinates}. */
export type ParallelCoordinatesOptions = FigureOptions & SweepFigureOptions;

/**
 * A figure of a sweep in parallel coordinates: a vertical axis for each option that differs, and the measure as the last. Each trial is a line through its
 * values. Its colour goes from light for the worst to dark blue for the best by rank, which also reads in grey; the best line is thick. The
 * measure's axis has the better end at the top.
 *
 * @throws {RangeError} when there are no trials or axes, more than 5000 trials or 12 axes, or a trial without a value for each axis.
 * @throws {TypeError} when there is no `document`.
 */
export function parallelCoordinates({
  title,
  document: given,
  ...sweep
}: ParallelCoordinatesOptions): SVGSVGElement {
  const document = documentOr("parallelCoordinates", given);
  checkSweep("parallelCoordinates", sweep);
  const { axes, trials, measure } = sweep;
  const drawn = ranked(sweep);
  const columns: Column[] = [
    ...axes.map(({ name, logarithmic }, index) => ({
      name: logarithmic ? `${name} (log)` : name,
      scale: scaleOf(
        trials.map(({ values }) => values[index] as string | number),
        logarithmic,
      ),
      upward: true,
      of: ({ values }: SweepTrial) => values[index] as string | number,
    })),
    {
      name: measure.logarithmic ? `${measure.name} (log)` : measure.name,
      scale: scaleOf(
        drawn.map((trial) => trial.measure),
        measure.logarithmic,
      ),
      upward: measure.better === "higher",
      of: (trial) => trial.measure,
    },
  ];
  return compose({
    document,
    title,
    panels: [plot(document, columns, drawn)],
    notes: [
      `Each line is a trial, from light (the worst) to dark blue (the best, the thick line) by ${measure.name}. The better end is at the top.`,
      ...leftOutNote("no finite measure", [{ of: measure.name, total: trials.length - drawn.length }]),
    ],
  });
}

type Column = {
  readonly name: string;
  readonly scale: Scale;
  /** Whether larger values are higher up. */
  readonly upward: boolean;
  readonly of: (trial: SweepTrial) => string | number;
};

const width = 720;
const [top, bottom, height] = [34, 300, 316];
const inset = 60;

function plot(document: Document, columns: readonly Column[], trials: readonly SweepTrial[]): Element {
  const x = (column: number) => inset + (column * (width - 2 * inset)) / (columns.length - 1);
  const y = ({ scale, upward }: Column, value: string | number) => {
    const place = placeOn(scale, value);
    return bottom - (upward ? place : 1 - place) * (bottom - top);
  };
  const last = trials.length - 1;
  const points = trials.flatMap((trial, rank) =>
    columns.map((column, index) => ({ rank, x: x(index), y: y(column, column.of(trial)) })),
  );
  const best = points.filter(({ rank }) => rank === last);
  const ticks = columns.flatMap((column, index) =>
    ticksOf(column.scale).map((value) => ({ x: x(index), y: y(column, value), text: nameOf(value) })),
  );
  const room = Math.floor((width - 2 * inset) / (columns.length - 1) / 7);
  const names = columns.map(({ name }, index) => ({ x: x(index), text: shorten(plainLine(name), room) }));
  return Plot.plot({
    document,
    width,
    height,
    axis: null,
    x: { type: "identity" },
    y: { type: "identity" },
    marks: [
      Plot.line(points, {
        x: "x",
        y: "y",
        z: "rank",
        stroke: ({ rank }: { rank: number }) => shade(last === 0 ? 1 : rank / last),
        strokeWidth: 1.3,
      }),
      Plot.line(best, {
        x: "x",
        y: "y",
        stroke: shade(1),
        strokeWidth: 3.5,
        ariaLabel: () => "the best trial",
      }),
      Plot.link(columns, {
        x1: (_: Column, index: number) => x(index),
        x2: (_: Column, index: number) => x(index),
        y1: () => top,
        y2: () => bottom,
        stroke: "currentColor",
      }),
      Plot.text(names, { x: "x", y: () => top - 18, text: "text", fontSize: 12, fontWeight: 600 }),
      Plot.text(ticks, {
        x: "x",
        y: "y",
        dx: 5,
        text: "text",
        textAnchor: "start",
        stroke: "white",
        strokeWidth: 4,
        fill: "currentColor",
      }),
    ],
  });
}

/** The colour of a rank from 0 to 1: from a light grey to a dark blue, evenly in lightness. */
function shade(rank: number): string {
  const mix = (from: number, to: number) => Math.round(from + (to - from) * rank);
  return `rgb(${mix(214, 0)},${mix(220, 58)},${mix(226, 125)})`;
}

/** The values to label: all names, and five numbers from end to end. */
function ticksOf(scale: Scale): (string | number)[] {
  if (scale.kind === "name") return [...scale.names];
  const { from, to, logarithmic } = scale;
  if (from === to) return [from];
  return [0, 0.25, 0.5, 0.75, 1].map((at) =>
    logarithmic ? from * (to / from) ** at : from + at * (to - from),
  );
}
