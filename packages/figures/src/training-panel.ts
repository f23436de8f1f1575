import * as Plot from "@observablehq/plot";
import { chanceMarks } from "./chance.ts";
import { pickEvenly, thin, trailingMean } from "./series.ts";
import { plainLine, shorten } from "./text.ts";
import type { Line, Measure } from "./training-lines.ts";

/** The level of detail of each line. */
export type LineDetail = {
  /** The number of points in a mean; 1 draws the points themselves. */
  window: number;
  /** Whether the points are drawn, as a faint line, under their means. */
  faint: boolean;
  /** The maximum number of vertices in a line. */
  vertices: number;
  /** The maximum number of held-out markers on a line. */
  markers: number;
};

/** The options of {@link trainingPanel}. */
export type TrainingPanelOptions = {
  document: Document;
  measure: Measure;
  lines: readonly Line[];
  detail: LineDetail;
  /** The upper end of the value axis, which starts at 0. */
  top: number;
  chance: number | undefined;
  lossUnit: string;
};

/**
 * A plot of accuracy or loss against step, with a column for each group. Loss comes last, so it has the label of the step
 * axis.
 */
export function trainingPanel({
  document,
  measure,
  lines,
  detail,
  top,
  chance,
  lossUnit,
}: TrainingPanelOptions): Element {
  const groups = groupsOf(lines);
  const steps = stepDomain(lines);
  const last = measure === "loss";
  return Plot.plot({
    document,
    width: panelWidth(lines),
    height: last ? 216 : 210,
    marginTop: groups.length > 0 ? 34 : 24,
    marginBottom: last ? 38 : 24,
    marginLeft: 52,
    marginRight: chance === undefined ? 20 : 62,
    x: {
      label: last ? "step" : null,
      labelArrow: "none",
      domain: steps,
      // At most one tick for each step: there is no step 0.5.
      ticks: Math.min(steps[1] - steps[0], Math.max(2, Math.round(6 / Math.max(1, groups.length)))),
      tickFormat: (step: number) =>
        steps[1] < 10_000 || step === 0 ? step.toLocaleString("en-US") : `${step / 1000}k`,
    },
    y: {
      label: last ? `loss (${plainLine(lossUnit)})` : "accuracy",
      labelArrow: "none",
      labelOffset: 40,
      domain: [0, top],
      clamp: true,
      grid: true,
      ticks: 5,
    },
    fx: {
      label: null,
      domain: groups,
      padding: 0.1,
      tickFormat: (group: string) => shorten(plainLine(group), 26),
    },
    marks: [
      Plot.ruleY([0]),
      ...(chance === undefined ? [] : chanceMarks(chance)),
      ...lines.map((line) => lineMarks(line, detail)),
    ],
  });
}

/** The width of a panel, which is enough to read the column of each group. */
export function panelWidth(lines: readonly Line[]): number {
  return Math.max(720, 114 + 190 * groupsOf(lines).length);
}

function groupsOf(lines: readonly Line[]): string[] {
  return Array.from(new Set(lines.map(({ group }) => group))).filter((group) => group !== "");
}

/** The domain of the step axis: from step 0, where training starts, to the last step. */
function stepDomain(lines: readonly Line[]): [number, number] {
  const steps = lines.flatMap(({ trained, heldOut }) => [trained[0], trained.at(-1), heldOut.at(-1)]);
  const finite = steps.flatMap((point) => (point === undefined ? [] : [point.x]));
  return [Math.min(0, ...finite), Math.max(1, ...finite)];
}

/** The marks of a run: its points as a faint line, their means as a solid line, held-out values as markers. */
function lineMarks(
  { name, group, measure, look, trained, heldOut }: Line,
  { window, faint, vertices, markers }: LineDetail,
): Plot.Markish {
  const channels = { x: "x", y: "y", z: null, ...(group === "" ? {} : { fx: () => group }) } as const;
  const label = `${plainLine(name)}, ${measure}`;
  const points = thin(trained, vertices);
  const means = window === 1 ? points : trailingMean(trained, window, vertices);
  const raw = { stroke: look.color, strokeOpacity: 0.25, strokeWidth: 1 };
  const full = { stroke: look.color, strokeWidth: 2, strokeDasharray: look.dash, ariaLabel: () => label };
  const marker = { symbol: look.symbol, r: 3.5, stroke: look.color, fill: "white" } as const;
  return [
    faint ? Plot.line(points, { ...channels, ...raw }) : null,
    Plot.line(means, { ...channels, ...full }),
    means.length === 1 ? Plot.dot(means, { ...channels, r: 3, fill: look.color }) : null,
    heldOut.length === 0 ? null : Plot.dot(pickEvenly(heldOut, markers), { ...channels, ...marker }),
  ];
}
