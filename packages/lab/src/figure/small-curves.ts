import type { Look } from "./cell-look.ts";
import type { Point } from "./line-chart.ts";
import { marker } from "./marker.ts";
import { scale } from "./scale.ts";
import { setSize } from "./set-size.ts";
import { drawShapes, shape } from "./shape.ts";
import { thinned } from "./thinned.ts";

export type SmallCurvesOptions = {
  readonly width: number;
  readonly height: number;
  readonly look: Look;
  /** The largest x. */
  readonly max: number;
  /** The lowest and the highest y. */
  readonly domain: readonly [number, number];
  /** A level to compare with, such as that of chance. */
  readonly reference: number;
  /** Curves behind the main one, drawn faintly, such as those of which it is the median. */
  readonly others?: readonly (readonly Point[])[];
};

/** Draws a curve without axes into `target`, in place of what it shows: its end is marked, and the reference is a grey line. */
export function drawSmallCurves(
  target: SVGSVGElement,
  points: readonly Point[],
  options: SmallCurvesOptions,
): void {
  const { width, height, look, max, domain, reference, others = [] } = options;
  const x = scale([0, max], [1, width - 7]);
  const y = scale(domain, [height - 5, 5]);
  const path = (points: readonly Point[]) =>
    thinned(points, width)
      .map(([at, value], index) => `${index === 0 ? "M" : "L"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`)
      .join("");
  const end = points.at(-1);
  const style = `stroke: ${look.color}`;
  setSize(target, width, height);
  drawShapes(target, [
    ...domain.map((end) => shape("line", { class: "grid", x1: 0, x2: width, y1: y(end), y2: y(end) })),
    shape("line", {
      class: "reference",
      x1: 0,
      x2: width,
      y1: y(reference),
      y2: y(reference),
      style: "stroke: var(--faint)",
    }),
    ...others.map((points) => shape("path", { class: "raw", d: path(points), style })),
    shape("path", { class: "curve", d: path(points), "stroke-dasharray": look.dash, style }),
    ...(end === undefined ? [] : [marker(look, x(end[0]), y(end[1]), 3.5)]),
  ]);
}
