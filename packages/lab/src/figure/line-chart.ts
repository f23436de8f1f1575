import type { Look } from "./cell-look.ts";
import { marker } from "./marker.ts";
import { scale, wholeTicks } from "./scale.ts";
import { setSize } from "./set-size.ts";
import { drawShapes, type Shape, shape } from "./shape.ts";
import { spread } from "./spread.ts";
import { thinned } from "./thinned.ts";

export type Point = readonly [x: number, y: number];

/** A line of a chart. */
export type Line = {
  readonly name: string;
  readonly look: Look;
  readonly points: readonly Point[];
  /** What the points are means of, drawn faintly behind them. */
  readonly raw?: readonly Point[];
  /** The lower and the upper limit of an interval around each point, drawn faintly behind the line. */
  readonly band?: readonly [low: readonly Point[], high: readonly Point[]];
};

export type LineChartOptions = {
  readonly width: number;
  readonly height: number;
  /** The vertical axis: its limits, its ticks, and how a number is written. */
  readonly y: {
    readonly domain: readonly [number, number];
    readonly ticks: readonly number[];
    readonly format: (value: number) => string;
  };
  readonly x: { readonly max: number; readonly label: string };
  /** A level to compare with, such as that of chance, and its name beside the axis. */
  readonly reference?: { readonly y: number; readonly label: string };
};

/**
 * Draws lines into `target`, an `<svg>`, in place of what it shows: real axes, a reference, and the name of each line at its end. It is drawn anew each
 * time, in about a millisecond, and scales with CSS.
 */
export function drawLines(target: SVGSVGElement, lines: readonly Line[], options: LineChartOptions): void {
  const { width, height, y: axis, reference } = options;
  const margin = { top: 10, right: rightMargin(lines), bottom: 24, left: 42 };
  const inner = { right: width - margin.right, bottom: height - margin.bottom };
  const x = scale([0, options.x.max], [margin.left, inner.right]);
  const y = scale(axis.domain, [inner.bottom, margin.top]);
  const path = (points: readonly Point[]) =>
    thinned(points, width)
      .map(([at, value], index) => `${index === 0 ? "M" : "L"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`)
      .join("");
  const area = ([low, high]: NonNullable<Line["band"]>) =>
    low.length === 0 ? "" : `${path(high)}${path(low.toReversed()).replace("M", "L")}Z`;
  const ends = spread(
    lines.flatMap(({ points }) => points.slice(-1).map(([, value]) => y(value))),
    14,
    [margin.top, inner.bottom],
  );
  const drawn = lines.filter(({ points }) => points.length > 0);
  const count = Math.max(2, Math.floor((inner.right - margin.left) / 90));
  const ticks = wholeTicks(options.x.max, count);
  setSize(target, width, height);
  drawShapes(target, [
    ...axis.ticks.flatMap((tick) => [
      shape("line", { class: "grid", x1: margin.left, x2: inner.right, y1: y(tick), y2: y(tick) }),
      shape(
        "text",
        { class: "faint", x: margin.left - 6, y: y(tick) + 4, "text-anchor": "end" },
        axis.format(tick),
      ),
    ]),
    ...ticks
      .filter((tick) => x(tick) + 12 < width - letters.faint * options.x.label.length)
      .map((tick) =>
        shape(
          "text",
          { class: "faint", x: x(tick), y: inner.bottom + 15, "text-anchor": "middle" },
          tick.toLocaleString("en"),
        ),
      ),
    shape("text", { class: "faint", x: width, y: inner.bottom + 15, "text-anchor": "end" }, options.x.label),
    ...(reference === undefined
      ? []
      : drawReference(reference.label, y(reference.y), margin.left, inner.right)),
    ...drawn.flatMap(({ band, look }) =>
      band === undefined
        ? []
        : [shape("path", { d: area(band), opacity: 0.22, style: `fill: ${look.color}` })],
    ),
    ...drawn.flatMap(({ raw = [], look }) => [
      shape("path", { class: "raw", d: path(raw), style: `stroke: ${look.color}` }),
    ]),
    ...drawn.map(({ points, look }) =>
      shape("path", {
        class: "curve",
        d: path(points),
        "stroke-dasharray": look.dash,
        style: `stroke: ${look.color}`,
      }),
    ),
    ...drawn.flatMap(({ name, look, points }, index) => {
      const [at, value] = points.at(-1) as Point;
      return [
        marker(look, x(at), y(value)),
        shape("text", { x: x(at) + 8, y: (ends[index] as number) + 4, "font-weight": 600 }, name),
      ];
    }),
  ]);
}

function drawReference(label: string, y: number, left: number, right: number): Shape[] {
  const style = "stroke: var(--faint)";
  return [
    shape("line", { x1: left, x2: right, y1: y, y2: y, "stroke-dasharray": "1 3", style }),
    shape(
      "text",
      { class: "faint", x: left - 6, y: y + 4, "text-anchor": "end", "font-style": "italic" },
      label,
    ),
  ];
}

/** The width of a letter in labels of axes, and in the names of lines, at most on average. */
const letters = { faint: 6.2, bold: 7.4 } as const;

/** Room for the names at the ends of the lines. */
function rightMargin(lines: readonly Line[]): number {
  return 20 + letters.bold * Math.max(5, ...lines.map(({ name }) => name.length));
}
