import * as Plot from "@observablehq/plot";
import type { FigureOptions } from "@tenetjs/figures";
import {
  compose,
  documentOr,
  type Look,
  leftOutNote,
  legend,
  look,
  plainLine,
  spaced,
} from "@tenetjs/figures/internals";
import { checkSeries } from "./check-series.ts";
import { haveLogs, logDomain, logTicks, offLogScale, tickText } from "./log-scale.ts";
import { isOnLogScale, type MeasuredValue } from "./measured-value.ts";

/** A value measured at one size. */
export type ScalingPoint = MeasuredValue & {
  /** The size; above 0. */
  readonly at: number;
};

/** One line of the figure. */
export type ScalingSeries = {
  readonly name: string;
  readonly points: readonly ScalingPoint[];
  /** The number of its colour and marker, so that several figures can agree. Defaults to the series' index. */
  readonly look?: number | undefined;
};

/** What {@link scalingCurves} draws. */
export type ScalingCurvesOptions = FigureOptions & {
  series: readonly ScalingSeries[];
  /** The label of the size axis: "sequence length T (steps)". */
  sizeLabel: string;
  /** The label of the value axis, with its unit: "a step (ms)". */
  valueLabel: string;
};

/**
 * The figure of costs against sizes: a line through the values of each series, with a bar over each value's interval. Both axes are
 * logarithmic, so a cost proportional to the size is a straight line. Values that cannot be drawn on a log scale are left out, and the figure
 * says so.
 *
 * @throws {RangeError} when there are no series or more than 42, or one without points.
 * @throws {TypeError} when there is no `document`.
 */
export function scalingCurves({
  title,
  series,
  sizeLabel,
  valueLabel,
  document: given,
}: ScalingCurvesOptions): SVGSVGElement {
  const document = documentOr("scalingCurves", given);
  checkSeries("scalingCurves", series);
  const lines = series.map(({ name, points, look: chosen }, index) => {
    const drawn = points
      .filter((point) => isOnLogScale(point) && haveLogs(point.at))
      .toSorted((left, right) => left.at - right.at);
    return { name, points: drawn, look: look(chosen ?? index), leftOut: points.length - drawn.length };
  });
  const entries = lines.map(({ name, look }) => ({ label: name, look, line: true, marker: true }));
  return compose({
    document,
    title,
    panels: [legend(document, entries, width), panel(document, lines, { sizeLabel, valueLabel })],
    notes: [
      ...(lines.some(({ points }) => points.some(({ interval }) => interval))
        ? ["Bars: the interval of each value."]
        : []),
      ...leftOutNote(
        offLogScale,
        lines.map(({ name, leftOut }) => ({ of: name, total: leftOut })),
      ),
    ],
  });
}

type Line = { name: string; points: readonly ScalingPoint[]; look: Look };

const width = 720;
const margins = { left: 66, right: 20 };

function panel(
  document: Document,
  lines: readonly Line[],
  { sizeLabel, valueLabel }: { sizeLabel: string; valueLabel: string },
): Element {
  const points = lines.flatMap(({ points }) => points);
  const sizes = Array.from(new Set(points.map(({ at }) => at))).sort((left, right) => left - right);
  const domain = logDomain(points.flatMap(({ value, interval = [] }) => [value, ...interval]));
  return Plot.plot({
    document,
    width,
    height: 340,
    marginTop: 24,
    marginBottom: 40,
    marginLeft: margins.left,
    marginRight: margins.right,
    x: {
      type: "log",
      domain: sizes.length > 1 ? [sizes[0], sizes.at(-1)] : logDomain(sizes),
      inset: 16,
      axis: null,
    },
    y: { type: "log", domain, axis: null },
    marks: [
      Plot.gridY(logTicks(domain, 8)),
      Plot.axisY(logTicks(domain, 8), {
        label: plainLine(`${valueLabel}, log scale`),
        labelArrow: "none",
        labelOffset: margins.left - 12,
        text: tickText,
      }),
      // Ticks at the measured sizes rather than at round numbers.
      Plot.axisX(spaced(sizes, true, width - margins.left - margins.right - 32), {
        label: plainLine(`${sizeLabel}, log scale`),
        labelArrow: "none",
        text: tickText,
      }),
      ...lines.map(lineMarks),
    ],
  });
}

function lineMarks({ name, points, look }: Line): Plot.Markish {
  const channels = { x: "at", y: "value" } as const;
  return [
    Plot.line(points, {
      ...channels,
      z: null,
      stroke: look.color,
      strokeWidth: 2,
      strokeDasharray: look.dash,
      ariaLabel: () => plainLine(name),
    }),
    Plot.ruleX(
      points.filter(({ interval }) => interval !== undefined),
      {
        x: "at",
        y1: ({ interval }) => interval[0],
        y2: ({ interval }) => interval[1],
        stroke: look.color,
        strokeWidth: 1.5,
        marker: "tick",
      },
    ),
    Plot.dot(points, { ...channels, symbol: look.symbol, r: 4, stroke: look.color, fill: "white" }),
  ];
}
