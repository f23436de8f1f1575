import * as Plot from "@observablehq/plot";
import { compose, documentOr, type FigureOptions, leftOutNote } from "./compose.ts";
import { legend } from "./legend.ts";
import { look } from "./look.ts";
import { median } from "./series.ts";
import { spaced } from "./spaced.ts";
import {
  checkSweep,
  nameOf,
  ranked,
  type SweepFigureOptions,
  type SweepTrial,
  scaleOf,
} from "./sweep-axes.ts";
import { plainLine } from "./text.ts";

/** The options of {@link measureByAxis}. */
export type MeasureByAxisOptions = FigureOptions & SweepFigureOptions;

/**
 * A figure of the measure of a sweep against each option that differs: a panel for each, with a dot for each trial. Where an option has few values, a line
 * goes through the medians.
 *
 * @throws {RangeError} when there are no trials or axes, more than 5000 trials or 12 axes, or a trial without a value for each axis.
 * @throws {TypeError} when there is no `document`.
 */
export function measureByAxis({ title, document: given, ...sweep }: MeasureByAxisOptions): SVGSVGElement {
  const document = documentOr("measureByAxis", given);
  checkSweep("measureByAxis", sweep);
  const { axes, trials, measure } = sweep;
  const drawn = ranked(sweep);
  const entries = [
    { label: "a trial", look: look(0), line: false, marker: true },
    { label: "the median at a value", look: { ...look(1), dash: "none" }, line: true, marker: false },
  ];
  return compose({
    document,
    title,
    panels: [
      legend(document, entries, width),
      ...axes.map((_, index) => panel(document, sweep, drawn, index)),
    ],
    notes: [
      `Lines: the median at each value, where there are at most ${mostMedians}. ${capitalised(measure.better)} is better.`,
      ...leftOutNote("no finite measure", [{ of: measure.name, total: trials.length - drawn.length }]),
    ],
  });
}

const width = 720;
/** An option with more values than this was drawn, and hardly any value has two trials. */
const mostMedians = 12;

function panel(
  document: Document,
  { axes, measure }: SweepFigureOptions,
  trials: readonly SweepTrial[],
  index: number,
): Element {
  const { name, logarithmic = false } = axes[index] as SweepFigureOptions["axes"][number];
  const values = trials.map((trial) => trial.values[index] as string | number);
  const scale = scaleOf(values, logarithmic);
  const isNumber = scale.kind === "number";
  const at = (value: string | number) => (isNumber ? value : nameOf(value));
  const dots = trials.map((trial, one) => ({ x: at(values[one] as string | number), y: trial.measure }));
  const distinct = Array.from(new Set(dots.map(({ x }) => x)));
  if (isNumber) distinct.sort((a, b) => Number(a) - Number(b));
  const medians = distinct.map((x) => ({
    x,
    y: median(dots.filter((dot) => dot.x === x).map(({ y }) => y)),
  }));
  const isLog = isNumber && scale.logarithmic;
  const logMeasure = measure.logarithmic === true && trials.every((trial) => trial.measure > 0);
  const ticks =
    isNumber && distinct.length <= mostMedians ? spaced(distinct.map(Number), isLog, 600) : undefined;
  return Plot.plot({
    document,
    width,
    height: 220,
    marginTop: 14,
    marginBottom: 42,
    marginLeft: 62,
    marginRight: 24,
    x: isNumber
      ? {
          type: isLog ? "log" : "linear",
          ...(scale.from === scale.to ? { domain: [scale.from * 0.5, scale.from * 1.5 || 1] } : {}),
          inset: 16,
          nice: false,
          axis: null,
        }
      : { type: "point", domain: distinct, padding: 0.5, axis: null },
    y: {
      type: logMeasure ? "log" : "linear",
      label: plainLine(logMeasure ? `${measure.name} (log scale)` : measure.name),
      labelAnchor: "center",
      labelArrow: "none",
      labelOffset: 52,
      grid: true,
      ticks: 5,
      tickFormat: (value: number) => nameOf(value),
      nice: !logMeasure,
      inset: 6,
    },
    marks: [
      Plot.axisX({
        ...(ticks === undefined ? (isNumber ? { ticks: 6 } : {}) : { ticks }),
        ...(isNumber ? { tickFormat: (value: number) => nameOf(value) } : {}),
        label: plainLine(isLog ? `${name} (log scale)` : name),
        labelAnchor: "center",
        labelArrow: "none",
      }),
      Plot.dot(dots, { x: "x", y: "y", r: 3, stroke: look(0).color, fill: "white", strokeWidth: 1.3 }),
      distinct.length > 1 && distinct.length <= mostMedians
        ? Plot.line(medians, {
            x: "x",
            y: "y",
            z: null,
            stroke: look(1).color,
            strokeWidth: 2,
            ariaLabel: () => `${plainLine(name)}, median`,
          })
        : null,
    ],
  });
}

function capitalised(word: string): string {
  return `${word[0]?.toUpperCase()}${word.slice(1)}`;
}
