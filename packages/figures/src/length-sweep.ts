import * as Plot from "@observablehq/plot";
import { checkInteger, problem } from "@tenetjs/core/internals";
import { chanceMarks } from "./chance.ts";
import { compose, documentOr, type FigureOptions, leftOutNote } from "./compose.ts";
import { legend } from "./legend.ts";
import { type Look, look } from "./look.ts";
import { median } from "./series.ts";
import { spaced } from "./spaced.ts";
import { plainLine } from "./text.ts";

/** How one training run ended. */
export type LengthResult = {
  /** The cell, or whatever else is compared: one line each. */
  name: string;
  /** The sequence length, in steps; 1 or more. */
  length: number;
  /** Accuracy at the end, from 0 to 1. */
  accuracy: number;
  /** The best accuracy on the way, where it was taken. */
  bestAccuracy?: number | undefined;
};

/** What {@link lengthSweep} draws. */
export type LengthSweepOptions = FigureOptions & {
  /** One for each run: each seed of each length of each cell. */
  results: readonly LengthResult[];
  /** The accuracy of guessing, drawn as a labelled line. */
  chance?: number;
  /**
   * The name of the length axis; `"length"` by default. Say which length it is: that of the input, or with
   * the target.
   */
  lengthLabel?: string;
};

/**
 * The figure of accuracy against sequence length: a dot for each run, a line through each cell's median.
 * Where results carry their best accuracy, a second column shows it beside the final one. Lengths that span a
 * factor of 20 or more are drawn on a log scale, and the axis says so. Values that are not finite are left
 * out, and the figure says so.
 *
 * @throws {RangeError} when there are no results, more than 1000 or more than 42 names, or a length that is
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
  checkInteger("lengthSweep", "the count of results", results.length, 1, 1000);
  for (const { length } of results) checkInteger("lengthSweep", "length", length, 1);
  const names = Array.from(new Set(results.map(({ name }) => name)));
  if (names.length > 42)
    throw new RangeError(problem("lengthSweep", "at most 42 names", names.length, "Draw several figures."));

  const final = results.map(({ name, length, accuracy }) => ({ name, length, accuracy, column: "final" }));
  const best = results.flatMap(({ name, length, bestAccuracy }) =>
    bestAccuracy === undefined ? [] : [{ name, length, accuracy: bestAccuracy, column: "best on the way" }],
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
        columns: best.length > 0 ? ["final", "best on the way"] : [],
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
    fx: { domain: columns, label: null, padding: 0.1 },
    marks: [
      // An axis of one's own: on a log scale the default one drops labels between powers of ten.
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

/** One cell, moved sideways by `dx` pixels, so that the dots of several cells at one length stay apart. */
function cellMarks({ name, look, runs }: Cell, dx: number, columns: boolean): Plot.Markish {
  const channels = { x: "length", y: "accuracy", ...(columns ? { fx: "column" } : {}) } as const;
  const medians = mediansOf(runs);
  const line = { stroke: look.color, strokeWidth: 2, strokeDasharray: look.dash };
  return [
    Plot.line(medians, { ...channels, ...line, z: null, dx, ariaLabel: () => `${plainLine(name)}, median` }),
    Plot.dot(runs, { ...channels, symbol: look.symbol, r: 3.5, stroke: look.color, fill: "white", dx }),
  ];
}

/** The median accuracy at each length of each column, by length. */
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
