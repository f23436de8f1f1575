import { checkInteger, problem } from "@tenetjs/core/internals";
import { compose, documentOr, type FigureOptions, leftOutNote } from "./compose.ts";
import { legend } from "./legend.ts";
import { type Line, lossTop, type Measure, measureLines } from "./training-lines.ts";
import { type LineDetail, panelWidth, trainingPanel } from "./training-panel.ts";
import type { TrainingRun } from "./training-run.ts";

/** The options of {@link trainingCurves}. */
export type TrainingCurvesOptions = FigureOptions & {
  runs: readonly TrainingRun[];
  /**
   * The result of guessing, which is drawn as a labelled line: `{ loss: Math.log(10), accuracy: 0.1 }` for ten classes.
   */
  chance?: { loss: number; accuracy: number };
  /** The unit of the loss, for the axis label. Default: "nats". */
  lossUnit?: string;
  /**
   * The number of points in the trailing mean of each line. Default: a fiftieth of the longest run,
   * or 1 for fewer than 100 points.
   */
  window?: number;
};

/**
 * A figure of accuracy and loss against step, one above the other, with a column for each group.
 *
 * - A smoothed line is the mean of the last `window` points. The points themselves are drawn as a faint line.
 * - Held-out values are markers.
 * - Long lines are thinned, so that the SVG stays below 200 kB. Each interval keeps its lowest and its highest point, so that spikes stay
 *   visible.
 * - A loss far above nearly all other values is drawn at the upper edge.
 * - Values that are NaN or infinite are left out.
 *
 * Notes below the figure say which of these apply.
 *
 * @throws {RangeError} when there are no runs or more than 80, or when a run has no points or a step that is
 *   not finite.
 * @throws {TypeError} when there is no `document`.
 */
export function trainingCurves({
  title,
  runs,
  chance,
  lossUnit = "nats",
  window = defaultWindow(runs),
  document: given,
}: TrainingCurvesOptions): SVGSVGElement {
  const document = documentOr("trainingCurves", given);
  checkRuns(runs);
  checkInteger("trainingCurves", "window", window, 1);

  const detail = detailFor(runs.length, window);
  const lines = { accuracy: measureLines("accuracy", runs), loss: measureLines("loss", runs) };
  const loss = lossTop(lines.loss, chance?.loss);
  const draw = (measure: Measure, top: number) =>
    trainingPanel({
      document,
      measure,
      lines: lines[measure],
      detail,
      top,
      chance: chance?.[measure],
      lossUnit,
    });
  const all = [...lines.accuracy, ...lines.loss];
  const entries = Array.from(new Map(all.map((line) => [line.name, line])).values(), ({ name, look }) => ({
    label: name,
    look,
    line: true,
    marker: all.some(({ heldOut }) => heldOut.length > 0),
  }));

  return compose({
    document,
    title,
    panels: [legend(document, entries, panelWidth(all)), draw("accuracy", 1), draw("loss", loss.top)],
    notes: [
      ...howDrawn(all, detail),
      ...loss.notes,
      ...leftOutNote(
        "NaN or infinite",
        all.map(({ name, measure, leftOut }) => ({ of: `${name} (${measure})`, total: leftOut })),
      ),
    ],
  });
}

const mostRuns = 80;

/** The detail that fits into an SVG of less than 200 kB: about 12 bytes for each vertex, 150 for each marker and 400 for each line. */
function detailFor(runs: number, window: number): LineDetail {
  return {
    window,
    faint: window > 1 && runs <= 20,
    vertices: Math.min(600, Math.floor(5000 / runs / 2)),
    markers: Math.max(2, Math.min(30, Math.floor(400 / runs / 2))),
  };
}

function defaultWindow(runs: readonly TrainingRun[]): number {
  const longest = Math.max(1, ...runs.map(({ points }) => points.length));
  return longest < 100 ? 1 : Math.round(longest / 50);
}

function checkRuns(runs: readonly TrainingRun[]): void {
  checkInteger("trainingCurves", "the number of runs", runs.length, 1, mostRuns);
  for (const { name, points } of runs) {
    if (points.length === 0)
      throw new RangeError(
        problem("trainingCurves", `points in the run "${name}"`, [], "Leave the run out."),
      );
    const astray = points.find(({ step }) => !Number.isFinite(step));
    if (astray !== undefined)
      throw new RangeError(problem("trainingCurves", `finite steps in the run "${name}"`, astray.step));
  }
}

/** Notes that explain how the lines are drawn. */
function howDrawn(lines: readonly Line[], { window, faint, vertices, markers }: LineDetail): string[] {
  const thinned = lines.some(({ trained }) => trained.length > vertices);
  const mostHeldOut = Math.max(...lines.map(({ heldOut }) => heldOut.length));
  const sentences = [
    window > 1 ? `Lines: mean of the last ${window} points.` : "",
    faint ? "Faint lines: each point." : "",
    thinned && (faint || window === 1)
      ? "Long lines are thinned; each interval keeps its lowest and highest point."
      : "",
    mostHeldOut > 0 ? "Markers: held-out values." : "",
    mostHeldOut > markers ? `Of these, ${markers} are shown for each run.` : "",
  ];
  const note = sentences.filter((sentence) => sentence !== "").join(" ");
  return note === "" ? [] : [note];
}
