import * as Plot from "@observablehq/plot";
import { checkInteger, checkPositive } from "@tenetjs/core/internals";
import type { FigureOptions } from "@tenetjs/figures";
import {
  compose,
  documentOr,
  type Look,
  leftOutNote,
  legend,
  look,
  plainLine,
  shorten,
} from "@tenetjs/figures/internals";
import { checkSeries } from "./check-series.ts";
import { haveLogs, logDomain, logTicks, offLogScale, tickText } from "./log-scale.ts";

/** The limits of a machine. */
export type Roof = {
  readonly name: string;
  /** GFLOP/s. */
  readonly peak: number;
  /** GB/s. */
  readonly bandwidth: number;
};

/** What one subject reached at each task. */
export type RooflineSeries = {
  readonly name: string;
  readonly points: readonly {
    /** The name of the task. */
    readonly work: string;
    /** Arithmetic intensity: FLOP per byte of memory traffic. */
    readonly intensity: number;
    /** GFLOP/s. */
    readonly rate: number;
  }[];
  /** The number of its colour and marker, so that several figures can agree. Defaults to the series' index. */
  readonly look?: number | undefined;
};

/** What {@link roofline} draws. */
export type RooflineOptions = FigureOptions & {
  roofs: readonly Roof[];
  series: readonly RooflineSeries[];
};

/**
 * The roofline figure (Williams, Waterman and Patterson, 2009): the throughput that each task reached against its arithmetic intensity, under
 * what the machine could reach at that intensity, min(peak, bandwidth * intensity). Both axes are logarithmic. Tasks are numbered by intensity
 * above the frame and named in the notes. Points that cannot be drawn on a log scale are left out, and the figure says so.
 *
 * @throws {RangeError} when there are no roofs or series, more than 42 series, one without points, or a peak or bandwidth that
 *   is not above 0.
 * @throws {TypeError} when there is no `document`.
 */
export function roofline({ title, roofs, series, document: given }: RooflineOptions): SVGSVGElement {
  const document = documentOr("roofline", given);
  checkInteger("roofline", "the number of roofs", roofs.length, 1);
  for (const { peak, bandwidth } of roofs) {
    checkPositive("roofline", "peak", peak);
    checkPositive("roofline", "bandwidth", bandwidth);
  }
  checkSeries("roofline", series);

  const lines = series.map(({ name, points, look: chosen }, index) => {
    const drawn = points.filter(({ intensity, rate }) => haveLogs(intensity, rate));
    return { name, points: drawn, look: look(chosen ?? index), leftOut: points.length - drawn.length };
  });
  const works = worksOf(lines);
  const entries = lines.map(({ name, look }) => ({ label: name, look, line: false, marker: true }));
  return compose({
    document,
    title,
    panels: [legend(document, entries, width), panel(document, roofs, lines, works)],
    notes: [
      works.map(({ work }, index) => `${index + 1} ${work}`).join(". "),
      ...leftOutNote(
        offLogScale,
        lines.map(({ name, leftOut }) => ({ of: name, total: leftOut })),
      ),
    ],
  });
}

type Line = Omit<RooflineSeries, "look"> & { look: Look };
type Work = { work: string; intensity: number };
type Domain = readonly [number, number];

const [width, height] = [820, 420];
const margins = { top: 44, right: 130, bottom: 40, left: 66 };

function panel(
  document: Document,
  roofs: readonly Roof[],
  lines: readonly Line[],
  works: readonly Work[],
): Element {
  const points = lines.flatMap(({ points }) => points);
  const ridges = roofs.map(({ peak, bandwidth }) => peak / bandwidth);
  const across = logDomain([
    ...points.map(({ intensity }) => intensity),
    ...ridges.flatMap((at) => [at / 2, at * 2]),
  ]);
  const up = logDomain([...points.map(({ rate }) => rate), ...roofs.flatMap(({ peak }) => [peak / 4, peak])]);
  return Plot.plot({
    document,
    width,
    height,
    marginTop: margins.top,
    marginBottom: margins.bottom,
    marginLeft: margins.left,
    marginRight: margins.right,
    x: { type: "log", domain: across, axis: null },
    y: { type: "log", domain: up, axis: null },
    marks: [
      Plot.gridY(logTicks(up, 8)),
      Plot.axisY(logTicks(up, 8), {
        label: "GFLOP/s, log scale",
        labelArrow: "none",
        labelOffset: margins.left - 12,
        text: tickText,
      }),
      Plot.axisX(logTicks(across, 8), {
        label: "intensity (FLOP/byte), log scale",
        labelArrow: "none",
        text: tickText,
      }),
      ...roofs.map((roof) => roofLine(roof, across, up)),
      Plot.text(apart(roofs, across, up), {
        x: () => across[1],
        y: "at",
        text: "label",
        textAnchor: "start",
        lineAnchor: "bottom",
        dx: 8,
        dy: 6,
      }),
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
      Plot.text(labelled(works, across), {
        x: "intensity",
        text: "label",
        frameAnchor: "top",
        dy: -12,
        fontWeight: 600,
      }),
    ],
  });
}

/** A roof from edge to edge of the frame. */
function roofLine({ name, peak, bandwidth }: Roof, [left, right]: Domain, [low]: Domain): Plot.Markish {
  const start = Math.max(left, low / bandwidth);
  const corners = [start, Math.min(peak / bandwidth, right), right].map(
    (at) => [at, Math.min(peak, bandwidth * at)] as const,
  );
  return Plot.line(corners, {
    strokeOpacity: 0.75,
    strokeWidth: 1.5,
    ariaLabel: () => plainLine(`roof of ${name}`),
  });
}

/** The roofs' labels at the right ends of their lines, moved up where they would overlap. */
function apart(roofs: readonly Roof[], [, right]: Domain, [low, high]: Domain) {
  // Two lines of text and a gap, as a factor on the axis.
  const least = (high / low) ** (34 / (height - margins.top - margins.bottom));
  let free = 0;
  return roofs
    .toSorted((left, right) => left.peak - right.peak)
    .map(({ name, peak, bandwidth }) => {
      const at = Math.max(Math.min(peak, bandwidth * right), free);
      free = at * least;
      const numbers = `${Number(peak.toPrecision(3))} GFLOP/s, ${Number(bandwidth.toPrecision(2))} GB/s`;
      return { at, label: `${shorten(plainLine(name), 22)}:\n${numbers}` };
    });
}

/** The tasks in the order of their intensities, each once. */
function worksOf(lines: readonly Line[]): Work[] {
  const works = new Map<string, Work>();
  for (const { work, intensity } of lines.flatMap(({ points }) => points))
    works.set(work, { work, intensity });
  return Array.from(works.values()).sort((left, right) => left.intensity - right.intensity);
}

/** The labels of the tasks: their numbers, with neighbours that would overlap joined into one: "3–5". */
function labelled(works: readonly Work[], [left, right]: Domain): { intensity: number; label: string }[] {
  const pixels = width - margins.left - margins.right;
  const place = ({ intensity }: Work) => (pixels * Math.log(intensity / left)) / Math.log(right / left);
  const groups: { first: number; last: number }[] = [];
  works.forEach((work, index) => {
    const group = groups.at(-1);
    const room = index + 1 < 10 ? 20 : 30;
    if (group !== undefined && place(work) - place(works[group.last] as Work) < room) group.last = index;
    else groups.push({ first: index, last: index });
  });
  return groups.map(({ first, last }) => {
    const [from, to] = [works[first], works[last]] as [Work, Work];
    const label = first === last ? String(first + 1) : `${first + 1}–${last + 1}`;
    return { intensity: Math.sqrt(from.intensity * to.intensity), label };
  });
}
