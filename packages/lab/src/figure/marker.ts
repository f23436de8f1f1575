import { svg } from "../element/make.ts";
import type { Look } from "./cell-look.ts";
import { drawShapes, type Shape, shape } from "./shape.ts";

/** The mark of a network, centred on a point: a filled shape in its colour. */
export function marker({ color, mark }: Look, x: number, y: number, radius = 4): Shape {
  const style = `fill: ${color}`;
  if (mark === "circle") return shape("circle", { cx: x, cy: y, r: radius, style });
  if (mark === "square") {
    const side = 1.8 * radius;
    return shape("rect", { x: x - side / 2, y: y - side / 2, width: side, height: side, style });
  }
  const [wide, high] = [1.15 * radius, 1.1 * radius];
  return shape("path", { d: `M${x} ${y - high}l${wide} ${1.8 * high}h${-2 * wide}z`, style });
}

/** The mark of a network as a small picture beside its name: its line and its shape. */
export function swatch(look: Look): SVGSVGElement {
  const picture = svg("svg", { class: "swatch", width: 24, height: 14, "aria-hidden": "true" });
  const line = { x1: 0, y1: 7, x2: 24, y2: 7, "stroke-width": 2, "stroke-dasharray": look.dash };
  drawShapes(picture, [shape("line", { ...line, style: `stroke: ${look.color}` }), marker(look, 12, 7)]);
  return picture;
}
