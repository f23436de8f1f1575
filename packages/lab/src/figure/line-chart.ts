import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { svg } from "../element/make.ts";
import type { Look } from "./cell-look.ts";
import { marker } from "./marker.ts";
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
  /** A level to compare with, such as that of chance. */
  readonly reference?: { readonly y: number; readonly label: string };
};

/**
 * Draws lines into `target`, an `<svg>`, in place of what it shows: real axes, a reference, and the name of each line at its end. It is drawn anew each
 * time, in about a millisecond, and scales with CSS.
 */
export function drawLines(target: SVGSVGElement, lines: readonly Line[], options: LineChartOptions): void {
  const { width, height, y: axis, reference } = options;
  const margin = { top: 10, right: rightMargin(lines), bottom: 26, left: 38 };
  const inner = { right: width - margin.right, bottom: height - margin.bottom };
  const x = scaleLinear([0, options.x.max], [margin.left, inner.right]);
  const y = scaleLinear(axis.domain, [inner.bottom, margin.top]).clamp(true);
  const path = line<Point>(
    ([at]) => x(at),
    ([, value]) => y(value),
  );
  const ends = spread(
    lines.flatMap(({ points }) => points.slice(-1).map(([, value]) => y(value))),
    14,
    [margin.top, inner.bottom],
  );
  const drawn = lines.filter(({ points }) => points.length > 0);
  const count = Math.max(2, Math.floor((inner.right - margin.left) / 90));
  const ticks = x.ticks(count).filter(Number.isInteger);
  target.setAttribute("width", String(width));
  target.setAttribute("height", String(height));
  target.setAttribute("viewBox", `0 0 ${width} ${height}`);
  target.replaceChildren(
    ...axis.ticks.flatMap((tick) => [
      svg("line", { class: "grid", x1: margin.left, x2: inner.right, y1: y(tick), y2: y(tick) }),
      svg(
        "text",
        { class: "faint", x: margin.left - 6, y: y(tick) + 4, "text-anchor": "end" },
        axis.format(tick),
      ),
    ]),
    ...ticks.map((tick) =>
      svg(
        "text",
        { class: "faint", x: x(tick), y: inner.bottom + 15, "text-anchor": "middle" },
        tick.toLocaleString("en"),
      ),
    ),
    svg(
      "text",
      { class: "faint", x: width - 2, y: inner.bottom + 15, "text-anchor": "end" },
      options.x.label,
    ),
    ...(reference === undefined ? [] : drawReference(reference, y(reference.y), margin.left, inner.right)),
    ...drawn.flatMap(({ raw = [], look }) => [
      svg("path", { class: "raw", d: path(thinned(raw, width)) ?? "", style: `stroke: ${look.color}` }),
    ]),
    ...drawn.map(({ points, look }) =>
      svg("path", {
        class: "curve",
        d: path(thinned(points, width)) ?? "",
        "stroke-dasharray": look.dash,
        style: `stroke: ${look.color}`,
      }),
    ),
    ...drawn.flatMap(({ name, look, points }, index) => {
      const [at, value] = points.at(-1) as Point;
      return [
        marker(look, x(at), y(value)),
        svg("text", { x: x(at) + 8, y: (ends[index] as number) + 4, "font-weight": 600 }, name),
      ];
    }),
  );
}

function drawReference(
  { label }: NonNullable<LineChartOptions["reference"]>,
  y: number,
  left: number,
  right: number,
): SVGElement[] {
  return [
    svg("line", {
      x1: left,
      x2: right,
      y1: y,
      y2: y,
      "stroke-dasharray": "1 3",
      style: "stroke: var(--faint)",
    }),
    svg("text", { class: "faint", x: right, y: y - 5, "text-anchor": "end" }, label),
  ];
}

/** Room for the names at the ends of the lines. */
function rightMargin(lines: readonly Line[]): number {
  return 16 + 7 * Math.max(4, ...lines.map(({ name }) => name.length));
}
