import * as Plot from "@observablehq/plot";
import { checkInteger, problem } from "@tenetjs/core/internals";
import type { FigureOptions } from "@tenetjs/figures";
import {
  compose,
  documentOr,
  type Look,
  leftOutNote,
  look,
  plainLine,
  shorten,
} from "@tenetjs/figures/internals";
import { logDomain, logTicks, offLogScale, tickText } from "./log-scale.ts";
import { isOnLogScale, type MeasuredValue } from "./measured-value.ts";

/** Subjects that are compared with the same reference. */
export type RatioGroup = {
  readonly name: string;
  readonly rows: readonly (MeasuredValue & {
    readonly name: string;
    /** The number of its colour and marker, so that several figures can agree. Defaults to the row's index in the group. */
    readonly look?: number | undefined;
  })[];
};

/** What {@link ratioIntervals} draws. */
export type RatioIntervalsOptions = FigureOptions & {
  groups: readonly RatioGroup[];
  /** The label of the axis: "times as fast as tfjs-layers". */
  label: string;
};

/**
 * The figure of ratios with their intervals, in groups. Each row has a marker, a bar over its interval, and its number. All groups share one
 * logarithmic axis, on which twice as fast and half as fast are equally far from 1. Ratios that cannot be drawn on a log scale are left out,
 * and the figure says so.
 *
 * @throws {RangeError} when there are no groups, one without rows, or more than 500 rows in all.
 * @throws {TypeError} when there is no `document`.
 */
export function ratioIntervals({
  title,
  groups,
  label,
  document: given,
}: RatioIntervalsOptions): SVGSVGElement {
  const document = documentOr("ratioIntervals", given);
  checkInteger("ratioIntervals", "the number of groups", groups.length, 1);
  for (const { name, rows } of groups)
    if (rows.length === 0)
      throw new RangeError(problem("ratioIntervals", `rows in the group "${name}"`, rows));
  checkInteger("ratioIntervals", "the number of rows", groups.flatMap(({ rows }) => rows).length, 1, 500);

  const drawn = groups.map(({ name, rows }) => ({
    name,
    rows: rows.map((row, index) => ({ ...row, index, look: look(row.look ?? index) })).filter(isOnLogScale),
    leftOut: rows.filter((row) => !isOnLogScale(row)).length,
  }));
  const domain = logDomain([
    1,
    ...drawn.flatMap(({ rows }) => rows.flatMap(({ value, interval = [] }) => [value, ...interval])),
  ]);
  const shown = drawn.filter(({ rows }) => rows.length > 0);
  const rows = shown.reduce((sum, group) => sum + group.rows.length, 0);
  return compose({
    document,
    title,
    panels: [
      ...(rows > 30 ? [axis(document, null, domain)] : []),
      ...shown.map((group) => panel(document, group, domain)),
      axis(document, plainLine(`${label}, log scale`), domain),
    ],
    notes: leftOutNote(
      offLogScale,
      drawn.map(({ name, leftOut }) => ({ of: name, total: leftOut })),
    ),
  });
}

type Row = MeasuredValue & { name: string; look: Look; index: number };
type Domain = [number, number];

const width = 820;
const rowHeight = 18;
const margins = { marginLeft: 270, marginRight: 70 };

function panel(
  document: Document,
  { name, rows }: { name: string; rows: readonly Row[] },
  domain: Domain,
): Element {
  const marginTop = 28;
  const channels = { x: "value", y: "index" } as const;
  return Plot.plot({
    document,
    width,
    height: marginTop + rows.length * rowHeight + 6,
    ...margins,
    marginTop,
    marginBottom: 6,
    x: { type: "log", domain, axis: null },
    y: { type: "point", domain: rows.map(({ index }) => index), padding: 0.5, axis: null },
    marks: [
      Plot.gridX(logTicks(domain, 9)),
      Plot.ruleX([1], { strokeOpacity: 0.6 }),
      Plot.text([shorten(plainLine(name), 110)], {
        x: () => domain[0],
        frameAnchor: "top-left",
        textAnchor: "start",
        dx: 12 - margins.marginLeft,
        dy: -16,
        fontSize: 12,
        fontWeight: 600,
      }),
      Plot.text(rows, {
        y: "index",
        text: (row: Row) => shorten(plainLine(row.name), 44),
        frameAnchor: "left",
        textAnchor: "end",
        dx: -10,
      }),
      Plot.text(rows, {
        y: "index",
        text: ({ value }: Row) => ratioText(value),
        frameAnchor: "right",
        textAnchor: "start",
        dx: 10,
      }),
      ...rows.map((row) => [
        row.interval === undefined
          ? null
          : Plot.ruleY([row], {
              y: "index",
              x1: () => row.interval?.[0],
              x2: () => row.interval?.[1],
              stroke: row.look.color,
              strokeWidth: 3,
              strokeOpacity: 0.55,
            }),
        Plot.dot([row], {
          ...channels,
          symbol: row.look.symbol,
          r: 4,
          stroke: row.look.color,
          fill: "white",
          ariaLabel: () => plainLine(`${row.name}: ${ratioText(row.value)}`),
        }),
      ]),
    ],
  });
}

/** The shared axis. It is drawn with its label under the last group; in a long figure also without it above the first. */
function axis(document: Document, label: string | null, domain: Domain): Element {
  return Plot.plot({
    document,
    width,
    height: label === null ? 24 : 44,
    ...margins,
    ...(label === null ? { marginTop: 22, marginBottom: 0 } : { marginTop: 2, marginBottom: 40 }),
    x: { type: "log", domain, axis: null },
    marks: [
      Plot.axisX(logTicks(domain, 9), {
        anchor: label === null ? "top" : "bottom",
        label,
        labelArrow: "none",
        labelAnchor: "center",
        text: tickText,
      }),
    ],
  });
}

/** `3.4`, `0.052`, `120`: two significant digits, or all digits before the decimal point. */
function ratioText(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString("en-US") : String(Number(value.toPrecision(2)));
}
