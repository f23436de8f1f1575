import * as Plot from "@observablehq/plot";
import { checkInteger, checkPositive } from "@tenetjs/core";
import { compose, documentOr, type FigureOptions, leftOutNote } from "./compose.ts";
import { legend } from "./legend.ts";
import { type Look, look } from "./look.ts";
import { checkSeries } from "./measured-value.ts";
import { plainLine, shorten } from "./text.ts";
import { logDomain, logTicks, tickText } from "./ticks.ts";

/** What a machine can do at most. */
export type Roof = {
  readonly name: string;
  /** GFLOP/s. */
  readonly peak: number;
  /** GB/s. */
  readonly bandwidth: number;
};

/** What one contender reached at each of some works. */
export type RooflineSeries = {
  readonly name: string;
  readonly points: readonly {
    /** The work's name. */
    readonly work: string;
    /** Its operations for each byte that it has to move. */
    readonly intensity: number;
    /** GFLOP/s. */
    readonly rate: number;
  }[];
  /** Which of the looks it has, so that several figures can agree; its place by default. */
  readonly look?: number | undefined;
};

/** What {@link roofline} draws. */
export type RooflineOptions = FigureOptions & {
  roofs: readonly Roof[];
  series: readonly RooflineSeries[];
};

/**
 * The roofline figure (Williams, Waterman and Patterson, 2009): the rate that each work reached against its intensity, under what
 * the machine could have reached there, min(peak, bandwidth * intensity). Both axes are logarithmic. Works are numbered above
 * their columns and named in the notes. Points that have no place on a log scale are left out, and the figure says so.
 *
 * @throws {RangeError} when there are no roofs or series, more than 42 series, one without points, or a peak or bandwidth that
 *   is not above 0.
 * @throws {TypeError} when there is no `document`.
 */
export function roofline({ title, roofs, series, document: given }: RooflineOptions): SVGSVGElement {
  const document = documentOr("roofline", given);
  checkInteger("roofline", "the count of roofs", roofs.length, 1);
  for (const { peak, bandwidth } of roofs) {
    checkPositive("roofline", "peak", peak);
    checkPositive("roofline", "bandwidth", bandwidth);
  }
  checkInteger("roofline", "the count of series", series.length, 1, 42);
  checkSeries("roofline", series);

  const lines = series.map(({ name, points, look: chosen }, index) => {
    const drawn = points.filter(({ intensity, rate }) =>
      [intensity, rate].every((value) => value > 0 && Number.isFinite(value)),
    );
    return { name, points: drawn, look: look(chosen ?? index), leftOut: points.length - drawn.length };
  });
  const columns = columnsOf(lines);
  const entries = lines.map(({ name, look }) => ({ label: name, look, line: false, marker: true }));
  return compose({
    document,
    title,
    panels: [legend(document, entries, width), panel(document, roofs, lines, columns)],
    notes: [
      columns.map(({ work }, index) => `${index + 1} ${work}`).join(". "),
      ...leftOutNote(
        "0, negative or not finite",
        lines.map(({ name, leftOut }) => ({ of: name, total: leftOut })),
      ),
    ],
  });
}

type Line = Omit<RooflineSeries, "look"> & { look: Look };
/** A work: where it stands, and its best rate. */
type Column = { work: string; intensity: number; rate: number };

const width = 720;

function panel(
  document: Document,
  roofs: readonly Roof[],
  lines: readonly Line[],
  columns: readonly Column[],
): Element {
  const points = lines.flatMap(({ points }) => points);
  const ridges = roofs.map(({ peak, bandwidth }) => peak / bandwidth);
  const across = logDomain([
    ...points.map(({ intensity }) => intensity),
    ...ridges.flatMap((at) => [at / 2, at * 4]),
  ]);
  const up = logDomain([
    ...points.map(({ rate }) => rate),
    ...roofs.flatMap(({ peak }) => [peak / 4, peak * 1.3]),
  ]);
  return Plot.plot({
    document,
    width,
    height: 400,
    marginTop: 24,
    marginBottom: 40,
    marginLeft: 66,
    marginRight: 20,
    x: { type: "log", domain: across, axis: null },
    y: { type: "log", domain: up, axis: null },
    marks: [
      Plot.gridY(logTicks(up, 8)),
      Plot.axisY(logTicks(up, 8), {
        label: "GFLOP/s, log scale",
        labelArrow: "none",
        labelOffset: 54,
        text: tickText,
      }),
      Plot.axisX(logTicks(across, 8), {
        label: "intensity (FLOP/byte), log scale",
        labelArrow: "none",
        text: tickText,
      }),
      ...roofs.map((roof) => roofMarks(roof, across, up)),
      ...lines.map(({ points, look }) =>
        Plot.dot(points, {
          x: "intensity",
          y: "rate",
          symbol: look.symbol,
          r: 4,
          stroke: look.color,
          strokeWidth: 1.75,
          fill: "white",
        }),
      ),
      Plot.text(columns, {
        x: "intensity",
        y: "rate",
        text: (_, index: number) => String(index + 1),
        dy: -11,
        fontWeight: 600,
      }),
    ],
  });
}

/** A roof from edge to edge, clipped to the frame, with its numbers at its right end. */
function roofMarks({ name, peak, bandwidth }: Roof, [left, right]: [number, number], up: [number, number]) {
  const ridge = peak / bandwidth;
  const start = Math.max(left, up[0] / bandwidth);
  const corners = [start, Math.min(ridge, right), right].map(
    (at) => [at, Math.min(peak, bandwidth * at)] as const,
  );
  return [
    Plot.line(corners, {
      strokeOpacity: 0.75,
      strokeWidth: 1.5,
      ariaLabel: () => plainLine(`roof of ${name}`),
    }),
    Plot.text([`${name}: ${Math.round(peak)} GFLOP/s, ${Number(bandwidth.toPrecision(2))} GB/s`], {
      x: () => right,
      y: () => Math.min(peak, bandwidth * right),
      text: (label: string) => shorten(plainLine(label), 60),
      textAnchor: "end",
      dy: -8,
      fillOpacity: 0.85,
    }),
  ];
}

/** The works in the order in which they are first named, each at the best of its rates. */
function columnsOf(lines: readonly Line[]): Column[] {
  const columns = new Map<string, Column>();
  for (const { work, intensity, rate } of lines.flatMap(({ points }) => points)) {
    const before = columns.get(work);
    columns.set(work, { work, intensity, rate: Math.max(rate, before?.rate ?? 0) });
  }
  return Array.from(columns.values());
}
