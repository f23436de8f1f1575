import type { Columns } from "../figure/columns.ts";
import { setSize } from "../figure/set-size.ts";
import { drawShapes, type Shape, shape } from "../figure/shape.ts";
import { drawHeads, drawRowName } from "../figure/strip.ts";
import { signed } from "../figure/words.ts";
import type { Trace } from "../training/trace-cell.ts";
import type { Replay } from "./race-facts.ts";
import type { LaneRecord } from "./race-record.ts";

/** What the slow motion shows. */
export type ReplayScene = {
  readonly columns: Columns;
  readonly lanes: readonly LaneRecord[];
  /** The T digits. */
  readonly digits: readonly number[];
  /** Undefined before the networks have been asked. */
  readonly replay: Replay | undefined;
  /** The number of digits that have been read. */
  readonly read: number;
  /** The network and unit whose gates and state are shown. */
  readonly lane: number;
  readonly unit: number;
};

const head = 24;
const answerHeight = 30;
const traceHeight = 34;

/**
 * Draws the digits, what each network would answer after each of them, and the gates and state of a unit, into `target`, in place of what it shows. What has not
 * been read yet is left blank, and the digit that is read now is lit.
 */
export function drawReplay(target: SVGSVGElement, scene: ReplayScene): void {
  const { columns, lanes, digits, read } = scene;
  const traces = tracesOf(scene);
  const tracesFrom = head + lanes.length * answerHeight + (traces.length > 0 ? 14 : 0);
  const height = tracesFrom + traces.length * traceHeight;
  setSize(target, columns.width, height);
  const heads = digits.slice(0, columns.count).map((digit, index) => (index < read ? String(digit) : "·"));
  drawShapes(target, [
    ...(read === 0 ? [] : [drawCursor(columns, read - 1, height)]),
    shape("text", { class: "faint", x: 0, y: 15 }, "digits"),
    ...drawHeads(heads, columns, 15),
    ...lanes.flatMap((lane, index) => drawAnswers(scene, lane, index, head + index * answerHeight)),
    ...traces.flatMap((trace, index) => drawTrace(scene, trace, tracesFrom + index * traceHeight)),
  ]);
}

/** The traces of the network that is shown. */
export function tracesOf({ replay, lane }: Pick<ReplayScene, "replay" | "lane">): readonly Trace[] {
  return replay?.lanes[lane]?.traces ?? [];
}

/** The likeliest answer of a row of probabilities, and its probability. */
export function likeliest(probabilities: readonly number[]): {
  readonly digit: number;
  readonly probability: number;
} {
  const probability = Math.max(...probabilities);
  return { digit: probabilities.indexOf(probability), probability };
}

/** The column of the digit that is read now. */
function drawCursor({ x, side }: Columns, index: number, height: number): Shape {
  return shape("rect", { class: "cursor", x: x(index), y: 0, width: side, height, rx: 3 });
}

/** What a network would answer after each digit: the likelier, the darker. An answer that is right has a frame. */
function drawAnswers(
  { columns, digits, replay, read }: ReplayScene,
  { name, look }: LaneRecord,
  index: number,
  y: number,
): Shape[] {
  const answers = replay?.lanes[index]?.answers.slice(0, read) ?? [];
  const side = Math.min(columns.side - 2, answerHeight - 8);
  return [
    ...drawRowName(name, look, y + answerHeight / 2 - 2),
    ...answers.flatMap((probabilities, step) => {
      const { digit, probability } = likeliest(probabilities);
      const right = digit === digits[0];
      const box = shape("rect", {
        x: columns.middle(step) - side / 2,
        y: y + (answerHeight - 4 - side) / 2,
        width: Math.max(1, side),
        height: Math.max(1, side),
        rx: Math.min(4, side / 4),
        style: `fill: ${look.color}; fill-opacity: ${(0.05 + 0.3 * probability).toFixed(2)}; stroke: ${right ? look.color : "none"}`,
        "stroke-width": 1.5,
      });
      if (columns.side < 13 && step !== read - 1) return [box];
      const text = shape(
        "text",
        { x: columns.middle(step), y: y + answerHeight / 2 + 2, "text-anchor": "middle" },
        String(digit),
      );
      return [box, text];
    }),
  ];
}

/** A gate or state of a unit: a bar for each digit that has been read, up or down from zero. */
function drawTrace({ columns, read, unit, lane, lanes }: ReplayScene, trace: Trace, y: number): Shape[] {
  const values = trace.values.map((units) => units[unit] as number);
  const [low, high] = trace.domain ?? symmetric(values);
  const inner = traceHeight - 8;
  const at = (value: number) =>
    y + inner - (inner * (Math.min(high, Math.max(low, value)) - low)) / (high - low);
  const zero = at(0);
  const color = lanes[lane]?.look.color ?? "var(--ink)";
  const bars = values.slice(0, read).map((value, step) => {
    const [left, wide] = [columns.x(step) + 0.15 * columns.side, 0.7 * columns.side];
    return `M${left.toFixed(1)} ${zero}V${at(value).toFixed(1)}h${wide.toFixed(1)}V${zero}z`;
  });
  const now = values[read - 1];
  const middle = y + inner / 2 + 4;
  return [
    shape(
      "text",
      { class: "faint", x: 0, y: middle },
      trace.kind === "gate" ? trace.name : `state ${trace.name}`,
    ),
    shape(
      "text",
      { x: columns.left - 8, y: middle, "text-anchor": "end" },
      now === undefined ? "" : signed(now),
    ),
    shape("line", { class: "grid", x1: columns.left, x2: columns.width, y1: zero, y2: zero }),
    shape("path", {
      d: bars.join(""),
      style: `fill: ${color}; fill-opacity: ${trace.kind === "gate" ? 0.55 : 0.9}`,
    }),
  ];
}

/** Limits around zero that contain the values, for a state that nothing bounds. */
function symmetric(values: readonly number[]): readonly [number, number] {
  const limit = Math.max(1, ...values.map(Math.abs));
  return [-limit, limit];
}
