import * as Plot from "@observablehq/plot";
import { checkInteger, problem } from "@tenetjs/core/internals";
import { chanceMarks } from "./chance.ts";
import { compose, documentOr, type FigureOptions, leftOutNote } from "./compose.ts";
import { legend } from "./legend.ts";
import { type Look, look } from "./look.ts";
import { median } from "./series.ts";
import { spaced } from "./spaced.ts";
import { plainLine } from "./text.ts";

/** The result of a training run. */
export type LengthResult = {
  /** The name of the cell, or of whatever else is compared. Each name is a line. */
  name: string;
  /** The sequence length in steps; 1 or more. */
  length: number;
  /** The final accuracy, from 0 to 1. */
  accuracy: number;
  /** The best accuracy during training, if it was measured. */
  bestAccuracy?: number | undefined;
};

/** The options of {@link lengthSweep}. */
export type LengthSweepOptions = FigureOptions & {
  /** One result for each run: for each seed, length and cell. */
  results: readonly LengthResult[];
  /** The accuracy of guessing, which is drawn as a labelled line. */
  chance?: number;
  /**
   * The label of the length axis. Default: `"length"`. Say which length it is: that of the input, or including
   * the target.
   */
  lengthLabel?: string;
};

/**
 * A figure of accuracy against sequence length: a dot for each run, and a line through the medians of each cell.
 * If results have a best accuracy, a second column shows it next to the final accuracy. Lengths that span a
 * factor of 20 or more are drawn on a log scale, and the axis label says so. Values that are not finite are left
 * out, and a note says so.
 *
 * @throws {RangeError} when there are no results, when there are more than 1000 results or 42 names, or when a length is
 *   not an integer of at least 1.
 * @throws {TypeError} when there is no `document`.
 */
export function lengthSweep({
  title,
  results,
  chance,
  lengthLabel = "length",
  document: given,
}: LengthSweepOptions): SVGSVGElement {
  const document = documentOr("lengthSweep", given);
  checkInteger("lengthSweep", "the number of results", results.length, 1, 1000);
  for (const { length } of results) checkInteger("lengthSweep", "length", length, 1);
  const names = Array.from(new Set(results.map(({ name }) => name)));
  if (names.length > 42)
    throw new RangeError(problem("lengthSweep", "at most 42 names", names.length, "Draw several figures."));

  const final = results.map(({ name, length, accuracy }) => ({ name, length, accuracy, column: "final" }));
  const best = results.flatMap(({ name, length, bestAccuracy }) =>
    bestAccuracy === undefined
      ? []
      : [{ name, length, accuracy: bestAccuracy, column: "best during training" }],
  );
  const all = [...final, ...best];
  const cells = names.map((name, index) => ({
    name,
    look: look(index),
    runs: all.filter((run) => run.name === name && Number.isFinite(run.accuracy)),
  }));
  const entries = cells.map(({ name, look }) => ({ label: name, look, line: true, marker: true }));
  return compose({
    document,
    title,
    panels: [
      legend(document, entries, width),
      plot({
        document,
        cells,
        chance,
        lengthLabel,
        columns: best.length > 0 ? ["final", "best during training"] : [],
      }),
    ],
    notes: [
      "Dots: each run. Lines: the median at each length.",
      ...leftOutNote(
        "NaN or infinite",
        names.map((name) => ({
          of: name,
          total: all.filter((run) => run.name === name && !Number.isFinite(run.accuracy)).length,
        })),
      ),
    ],
  });
}

type Run = { length: number; accuracy: number; column: string };
type Cell = { name: string; look: Look; runs: readonly Run[] };
type SweepPlot = {
  document: Document;
  cells: readonly Cell[];
  chance: number | undefined;
  lengthLabel: string;
  columns: readonly string[];
};

const width = 720;

function plot({ document, cells, chance, lengthLabel, columns }: SweepPlot): Element {
  const lengths = new Set(cells.flatMap(({ runs }) => runs.map(({ length }) => length)));
  const sorted = Array.from(lengths).sort((a, b) => a - b);
  const [shortest = 1, longest = 1] = [sorted[0], sorted.at(-1)];
  const logarithmic = longest >= 20 * shortest;
  const columnWidth = 560 / Math.max(1, columns.length);
  return Plot.plot({
    document,
    width,
    height: 320,
    marginTop: columns.length > 0 ? 34 : 24,
    marginBottom: 40,
    marginLeft: 52,
    marginRight: chance === undefined ? 20 : 62,
    x: {
      type: logarithmic ? "log" : "linear",
      domain: longest > shortest ? [shortest, longest] : [shortest - 1, shortest + 1],
      inset: 16,
      axis: null,
    },
    y: {
      domain: [0, 1],
      clamp: true,
      label: "accuracy",
      labelArrow: "none",
      labelOffset: 40,
      grid: true,
      ticks: 5,
    },
    fx: { domain: columns, label: null, padding: 0.1, axis: "top" },
    marks: [
      // On a log scale, the default axis leaves out labels between powers of ten.
      Plot.axisX(spaced(sorted, logarithmic, columnWidth), {
        label: plainLine(logarithmic ? `${lengthLabel} (log scale)` : lengthLabel),
        labelArrow: "none",
        text: (length: number) => String(length),
      }),
      Plot.ruleY([0]),
      ...(chance === undefined ? [] : chanceMarks(chance)),
      ...cells.map((cell, index) =>
        cellMarks(cell, 6 * (index - (cells.length - 1) / 2), columns.length > 0),
      ),
    ],
  });
}

/** The marks of a cell, shifted by `dx` pixels so that the dots of several cells at the same length do not overlap. */
function cellMarks({ name, look, runs }: Cell, dx: number, columns: boolean): Plot.Markish {
  const channels = { x: "length", y: "accuracy", ...(columns ? { fx: "column" } : {}) } as const;
  const medians = mediansOf(runs);
  const line = { stroke: look.color, strokeWidth: 2, strokeDasharray: look.dash };
  return [
    Plot.line(medians, { ...channels, ...line, z: null, dx, ariaLabel: () => `${plainLine(name)}, median` }),
    Plot.dot(runs, { ...channels, symbol: look.symbol, r: 3.5, stroke: look.color, fill: "white", dx }),
  ];
}

/** The median accuracy at each length of each column, sorted by length. */
function mediansOf(runs: readonly Run[]): Run[] {
  const lengths = Array.from(new Set(runs.map(({ length }) => length))).sort((a, b) => a - b);
  const columns = Array.from(new Set(runs.map(({ column }) => column)));
  return columns.flatMap((column) =>
    lengths.flatMap((length) => {
      const at = runs.filter((run) => run.column === column && run.length === length);
      return at.length === 0
        ? []
        : [{ column, length, accuracy: median(at.map(({ accuracy }) => accuracy)) }];
    }),
  );
}
