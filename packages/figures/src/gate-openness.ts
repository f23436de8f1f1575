import * as Plot from "@observablehq/plot";
import { checkInteger, checkPositive, problem } from "@tenetjs/core/internals";
import { compose, documentOr, type FigureOptions } from "./compose.ts";
import { look } from "./look.ts";
import { checkGate, opennessCorners, type TemporalGate } from "./openness.ts";
import { plainLine, shorten } from "./text.ts";

/** The options of {@link gateOpenness}. */
export type GateOpennessOptions = FigureOptions & {
  /** The gates, one in each row. The `label` defaults to the gate's parameters. */
  curves: readonly (TemporalGate & { label?: string })[];
  /** The end of the time axis, which starts at 0, in the units of the gates' periods. */
  until: number;
};

/**
 * A figure of the openness of temporal gates: k against t, with a row for each gate. The lines are exact, because they are drawn
 * through the corners of k. See `openness` for the formula.
 *
 * @throws {RangeError} when there are no curves or more than 40, when a gate's parameters are out of range,
 *   or when `until` is not above 0 or spans more than 400 periods of a gate.
 * @throws {TypeError} when there is no `document`.
 */
export function gateOpenness({ title, curves, until, document: given }: GateOpennessOptions): SVGSVGElement {
  const document = documentOr("gateOpenness", given);
  checkInteger("gateOpenness", "the number of curves", curves.length, 1, 40);
  checkPositive("gateOpenness", "until", until);
  for (const gate of curves) {
    checkGate("gateOpenness", gate);
    if (until / gate.period > 400)
      throw new RangeError(
        problem(
          "gateOpenness",
          `until to span at most 400 periods of ${gate.period}`,
          until,
          "Draw a shorter time.",
        ),
      );
  }
  return compose({
    document,
    title,
    panels: curves.map((gate, index) => row(document, gate, index, until, index === curves.length - 1)),
  });
}

function row(
  document: Document,
  gate: TemporalGate & { label?: string },
  index: number,
  until: number,
  last: boolean,
): Element {
  const { color } = look(index);
  const corners = opennessCorners(gate, until);
  const name = gate.label ?? describe(gate);
  return Plot.plot({
    document,
    width: 720,
    height: last ? 128 : 100,
    marginTop: 28,
    marginBottom: last ? 38 : 10,
    marginLeft: 52,
    marginRight: 20,
    x: { domain: [0, until], axis: last ? "bottom" : null, label: "t", labelArrow: "none" },
    y: { domain: [0, 1], ticks: [0, 0.5, 1], label: "k", labelArrow: "none", labelOffset: 40, grid: true },
    marks: [
      Plot.areaY(corners, { x: "x", y1: 0, y2: "y", fill: color, fillOpacity: 0.15 }),
      Plot.ruleY([0]),
      Plot.line(corners, {
        x: "x",
        y: "y",
        stroke: color,
        strokeWidth: 1.5,
        ariaLabel: () => plainLine(name),
      }),
      Plot.text([shorten(plainLine(name), 90)], { frameAnchor: "top-left", dy: -20 }),
    ],
  });
}

function describe({ period, openRatio, shift, leak = 0 }: TemporalGate): string {
  const numbers = [`τ = ${round(period)}`, `r_on = ${round(openRatio)}`, `s = ${round(shift)}`];
  if (leak !== 0) numbers.push(`α = ${round(leak)}`);
  return numbers.join(", ");
}

function round(value: number): string {
  return String(Number(value.toPrecision(4))).replace("-", "−");
}
