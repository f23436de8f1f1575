import { setSize } from "../figure/set-size.ts";
import { drawShapes, shape } from "../figure/shape.ts";
import { type ReplayScene, tracesOf } from "./draw-replay.ts";

const side = 18;
const gap = 3;

/**
 * Draws the outputs of all units of a network after the digit that is read now, a tile for each, into `target`: the further from zero, the stronger. A tile
 * with a dash is below zero. The unit that is shown has a frame.
 */
export function drawUnits(target: SVGSVGElement, scene: ReplayScene): void {
  const { columns, lanes, lane, unit, read } = scene;
  const outputs = tracesOf(scene).find(({ name, kind }) => kind === "state" && name === "h");
  const values = outputs?.values[Math.max(0, read - 1)] ?? new Float32Array();
  const inRow = Math.max(1, Math.floor((columns.width + gap) / (side + gap)));
  const rows = Math.ceil(values.length / inRow);
  const color = lanes[lane]?.look.color ?? "var(--ink)";
  setSize(target, columns.width, Math.max(1, rows * (side + gap)));
  target.setAttribute(
    "aria-label",
    `The outputs h of the ${values.length} units of the ${lanes[lane]?.name}`,
  );
  drawShapes(target, [
    ...Array.from(values, (value, index) => {
      const shown = read === 0 ? 0 : value;
      const [x, y] = [(index % inRow) * (side + gap), Math.floor(index / inRow) * (side + gap)];
      const tile = shape("rect", {
        x: x + 1,
        y: y + 1,
        width: side - 2,
        height: side - 2,
        rx: 3,
        "data-unit": index,
        class: index === unit ? "tile chosen" : "tile",
        style: `fill: color-mix(in oklab, ${color} ${Math.round(100 * Math.min(1, Math.abs(shown)))}%, var(--raised))`,
      });
      if (shown > -0.1) return tile;
      const dash = shape("line", {
        class: "minus",
        x1: x + 6,
        x2: x + side - 6,
        y1: y + side / 2,
        y2: y + side / 2,
      });
      return shape("g", {}, tile, dash);
    }),
  ]);
}

/** The unit whose tile is under the pointer. */
export function unitAt(target: SVGSVGElement, event: MouseEvent): number | undefined {
  const { left, top, width } = target.getBoundingClientRect();
  const [x, y] = [event.clientX - left, event.clientY - top];
  const inRow = Math.max(1, Math.floor((width + gap) / (side + gap)));
  const unit = Math.floor(y / (side + gap)) * inRow + Math.floor(x / (side + gap));
  return target.querySelector(`[data-unit="${unit}"]`) === null ? undefined : unit;
}
