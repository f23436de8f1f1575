import { setSize } from "../figure/set-size.ts";
import { drawShapes, type Shape, shape } from "../figure/shape.ts";
import { signed } from "../figure/words.ts";
import type { GraphLayout, Placed, Wire } from "./graph-layout.ts";

/** What the drawing shows of a step. */
export type GraphScene = {
  readonly layout: GraphLayout;
  /** The number of a node, by its id. Undefined before the network has been asked. */
  readonly numbers: ReadonlyMap<string, number> | undefined;
  /** The ids of the nodes whose numbers are known by now. */
  readonly known: ReadonlySet<string>;
  /** The ids of the nodes that work now. */
  readonly working: ReadonlySet<string>;
  /** How far their operands have come to them, from 0 to 1. */
  readonly fraction: number;
  readonly color: string;
};

/** Draws a step of a cell into `target`, in place of what it shows. What works now is lit; what comes later is blank. */
export function drawGraph(target: SVGSVGElement, scene: GraphScene): void {
  const { layout } = scene;
  setSize(target, Math.ceil(layout.width), Math.ceil(layout.height));
  drawShapes(target, [
    ...layout.wires.map((wire) => drawWire(wire, scene)),
    ...layout.nodes.map((node) => drawNode(node, scene)),
    ...layout.wires.flatMap((wire) => drawToken(wire, scene)),
  ]);
}

function drawWire({ from, to, points }: Wire, { known, working }: GraphScene): Shape {
  const state = working.has(to) ? "wire now" : known.has(from) && known.has(to) ? "wire on" : "wire";
  return shape("path", { class: state, d: smooth(points) });
}

/** The number that travels along a wire to what works now, as a dot. */
function drawToken({ to, points }: Wire, { working, fraction, color }: GraphScene): Shape[] {
  if (!working.has(to) || fraction >= 1) return [];
  const { x, y } = along(points, fraction);
  return [
    shape("circle", { class: "token", cx: x.toFixed(1), cy: y.toFixed(1), r: 4.5, style: `fill: ${color}` }),
  ];
}

function drawNode(node: Placed, scene: GraphScene): Shape {
  const { id, kind } = node;
  const { known, working, numbers, fraction } = scene;
  const isWorking = working.has(id);
  const isShown = numbers !== undefined && (known.has(id) || (isWorking && fraction >= 1));
  const number = isShown ? numbers.get(id) : undefined;
  const state = isWorking ? "now" : isShown ? "on" : "";
  const parts = kind === "operation" ? drawOperation(node, number, scene) : drawPill(node, number, scene);
  return shape("g", { class: `node ${kind} ${state}` }, ...parts);
}

function drawPill(
  { x, y, width, height, label, kind }: Placed,
  number: number | undefined,
  { color }: GraphScene,
): Shape[] {
  const style = kind === "next" ? `stroke: ${color}` : "";
  return [
    shape("rect", {
      x: x - width / 2,
      y: y - height / 2,
      width,
      height,
      rx: kind === "gate" ? 6 : height / 2,
      style,
    }),
    text(x, y - 4, label, "name"),
    text(x, y + 13, written(number), "number"),
  ];
}

function drawOperation(
  { x, y, height, label, gate, domain }: Placed,
  number: number | undefined,
  { color }: GraphScene,
): Shape[] {
  const top = y - height / 2 + (gate === undefined ? 0 : 14);
  const middle = top + 18;
  const half = Math.max(17, 3.4 * label.length + 7);
  const lit =
    domain === undefined || number === undefined ? 0 : Math.round(70 * Math.min(1, Math.abs(number)));
  const style = `fill: color-mix(in oklab, ${color} ${lit}%, var(--surface))`;
  const dash =
    domain === "signed" && (number ?? 0) < -0.1
      ? [shape("line", { class: "minus", x1: x - 6, x2: x + 6, y1: middle + 11, y2: middle + 11 })]
      : [];
  return [
    shape("rect", { x: x - half, y: middle - 17, width: 2 * half, height: 34, rx: 17, style }),
    ...dash,
    ...(gate === undefined ? [] : [text(x, top - 4, gate, "name")]),
    text(x, middle + 4, label, "sign"),
    text(x, middle + 31, written(number), "number"),
  ];
}

function text(x: number, y: number, content: string, name: string): Shape {
  return shape("text", { class: name, x, y, "text-anchor": "middle" }, content);
}

function written(number: number | undefined): string {
  return number === undefined ? "·" : signed(number);
}

/** A curve through the points that bends at each of them. */
function smooth(points: Wire["points"]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  const steps = rest.map((point, index) => {
    const next = rest[index + 1];
    if (next === undefined) return `L${place(point)}`;
    return `Q${place(point)} ${place({ x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 })}`;
  });
  return `M${place(first)}${steps.join("")}`;
}

function place({ x, y }: { readonly x: number; readonly y: number }): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

/** The point at a fraction of the length of the line through the points. */
function along(points: Wire["points"], fraction: number): { readonly x: number; readonly y: number } {
  const pieces = points.slice(1).map((end, index) => {
    const start = points[index] as { x: number; y: number };
    return { start, end, length: Math.hypot(end.x - start.x, end.y - start.y) };
  });
  let left = fraction * pieces.reduce((sum, { length }) => sum + length, 0);
  for (const { start, end, length } of pieces) {
    if (left <= length && length > 0) {
      const part = left / length;
      return { x: start.x + part * (end.x - start.x), y: start.y + part * (end.y - start.y) };
    }
    left -= length;
  }
  return points.at(-1) ?? { x: 0, y: 0 };
}
