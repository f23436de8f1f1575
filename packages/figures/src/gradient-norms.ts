import * as Plot from "@observablehq/plot";
import { checkInteger, problem } from "@tenetjs/core/internals";
import { compose, documentOr, type FigureOptions, leftOutNote } from "./compose.ts";
import { legend } from "./legend.ts";
import { look } from "./look.ts";
import { thin } from "./series.ts";
import { plainLine } from "./text.ts";

/** The options of {@link gradientNorms}. */
export type GradientNormsOptions = FigureOptions & {
  /** For each cell, the norm ||dL/dh_t|| at each step, starting with the first. */
  curves: readonly { name: string; norms: ArrayLike<number> }[];
};

/**
 * A figure of gradients through time: ||dL/dh_t|| on a log scale against t, which counts from 1. A line
 * that falls towards the left is a cell that forgets. Norms that are 0, NaN or infinite cannot be drawn on a log scale. They are
 * left out, and a note says so.
 *
 * @throws {RangeError} when there are no curves or more than 42, or when a curve has no norms.
 * @throws {TypeError} when there is no `document`.
 */
export function gradientNorms({ title, curves, document: given }: GradientNormsOptions): SVGSVGElement {
  const document = documentOr("gradientNorms", given);
  checkInteger("gradientNorms", "the number of curves", curves.length, 1, 42);
  const lines = curves.map(({ name, norms }, index) => {
    if (norms.length === 0)
      throw new RangeError(problem("gradientNorms", `norms in the curve "${name}"`, []));
    const points = Array.from(norms, (y, step) => ({ x: step + 1, y })).filter(
      ({ y }) => y > 0 && Number.isFinite(y),
    );
    return { name, look: look(index), length: norms.length, points, leftOut: norms.length - points.length };
  });
  const entries = lines.map(({ name, look }) => ({ label: name, look, line: true, marker: false }));
  const panel = Plot.plot({
    document,
    width,
    height: 300,
    marginTop: 24,
    marginBottom: 38,
    marginLeft: 60,
    marginRight: 20,
    x: { label: "t", labelArrow: "none", domain: [1, Math.max(2, ...lines.map(({ length }) => length))] },
    y: {
      type: "log",
      domain: decades(lines.flatMap(({ points }) => points.map(({ y }) => y))),
      label: "‖dL/dh_t‖ (log scale)",
      labelArrow: "none",
      labelOffset: 48,
      grid: true,
      ticks: 6,
      tickFormat: ".0e",
    },
    marks: lines.map(({ name, look, points }) =>
      Plot.line(thin(points, 600), {
        x: "x",
        y: "y",
        z: null,
        stroke: look.color,
        strokeWidth: 2,
        strokeDasharray: look.dash,
        ariaLabel: () => plainLine(name),
      }),
    ),
  });
  return compose({
    document,
    title,
    panels: [legend(document, entries, width), panel],
    notes: leftOutNote(
      "0, NaN or infinite",
      lines.map(({ name, leftOut }) => ({ of: name, total: leftOut })),
    ),
  });
}

const width = 720;

/** The powers of ten that enclose `values` and 1. */
function decades(values: readonly number[]): [number, number] {
  const low = values.reduce((least, value) => Math.min(least, value), 1);
  const high = values.reduce((most, value) => Math.max(most, value), 0.1);
  return [10 ** Math.floor(Math.log10(low)), 10 ** (Math.floor(Math.log10(high)) + 1)];
}
