import { svg } from "../element/make.ts";
import type { Look } from "./cell-look.ts";

/** The mark of a network, centred on a point: a filled shape in its colour. */
export function marker({ color, shape }: Look, x: number, y: number, radius = 4): SVGElement {
  const style = `fill: ${color}`;
  if (shape === "circle") return svg("circle", { cx: x, cy: y, r: radius, style });
  if (shape === "square") {
    const side = 1.8 * radius;
    return svg("rect", { x: x - side / 2, y: y - side / 2, width: side, height: side, style });
  }
  const [wide, high] = [1.15 * radius, 1.1 * radius];
  return svg("path", { d: `M${x} ${y - high}l${wide} ${1.8 * high}h${-2 * wide}z`, style });
}

/** The mark of a network as a small picture beside its name: its line and its shape. */
export function swatch(look: Look): SVGElement {
  const line = svg("line", { x1: 0, y1: 7, x2: 24, y2: 7, "stroke-width": 2, "stroke-dasharray": look.dash });
  line.setAttribute("style", `stroke: ${look.color}`);
  return svg(
    "svg",
    { class: "swatch", width: 24, height: 14, "aria-hidden": "true" },
    line,
    marker(look, 12, 7),
  );
}
