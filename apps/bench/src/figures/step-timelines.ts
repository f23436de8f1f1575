import * as Plot from "@observablehq/plot";
import { checkInteger, problem } from "@tenetjs/core/internals";
import type { FigureOptions } from "@tenetjs/figures";
import { compose, documentOr, type Look, legend, look, plainLine, shorten } from "@tenetjs/figures/internals";
import {
  type Timeline,
  type TimelineSpan,
  type TimelineWork,
  timelineWords,
  timelineWork,
} from "../results/timeline.ts";

/** What {@link stepTimelines} draws. */
export type StepTimelinesOptions = FigureOptions & {
  /** The timelines, one panel each, with what they are of: "2 threads". */
  steps: readonly { readonly name: string; readonly timeline: Timeline }[];
};

/**
 * The figure of what each thread does when in one training step: a lane for each thread, with a bar for each span. All panels have the same axis of time.
 *
 * @throws {RangeError} when there are no timelines, more than 8, or one without spans.
 * @throws {TypeError} when there is no `document`.
 */
export function stepTimelines({ title, steps, document: given }: StepTimelinesOptions): SVGSVGElement {
  const document = documentOr("stepTimelines", given);
  checkInteger("stepTimelines", "the number of timelines", steps.length, 1, 8);
  for (const { name, timeline } of steps)
    if (timeline.spans.length === 0)
      throw new RangeError(problem("stepTimelines", `spans in the timeline "${name}"`, timeline.spans));
  const longest = Math.max(...steps.map(({ timeline }) => timeline.duration));
  const used = timelineWork.filter((work) =>
    steps.some(({ timeline }) => timeline.spans.some((span) => span.work === work)),
  );
  const entries = used.map((work) => ({
    label: timelineWords[work],
    look: lookOf(work),
    line: true,
    marker: false,
  }));
  return compose({
    document,
    title,
    panels: [
      legend(document, entries, width),
      ...steps.map((step, index) => panel(document, step, longest, index === steps.length - 1)),
    ],
    notes: [
      "Between the bars of the main thread runs JavaScript: the tape, the optimizer's bookkeeping, data.",
    ],
  });
}

const grey = "#b4b4b4";

function lookOf(work: TimelineWork): Look {
  const { color, ...others } = look(timelineWork.indexOf(work));
  return { ...others, color: work === "waiting" ? grey : color, dash: "none" };
}

const width = 820;
const laneHeight = 24;

function panel(
  document: Document,
  { name, timeline }: StepTimelinesOptions["steps"][number],
  longest: number,
  last: boolean,
): Element {
  const threads = Array.from(new Set([0, ...timeline.spans.map(({ thread }) => thread)])).sort(
    (left, right) => left - right,
  );
  const [marginTop, marginBottom] = [26, last ? 38 : 8];
  return Plot.plot({
    document,
    width,
    height: marginTop + threads.length * laneHeight + marginBottom,
    ...{ marginTop, marginBottom, marginLeft: 92, marginRight: 20 },
    x: {
      domain: [0, longest],
      axis: last ? "bottom" : null,
      label: "time from the start of the step (ms)",
      labelArrow: "none",
      labelAnchor: "right",
    },
    y: { type: "band", domain: threads, padding: 0.16, axis: null },
    marks: [
      Plot.gridX({}),
      Plot.barX(timeline.spans, {
        x1: "from",
        x2: "to",
        y: "thread",
        fill: ({ work }: TimelineSpan) => lookOf(work).color,
        ariaLabel: ({ work, from, to }: TimelineSpan) =>
          `${timelineWords[work]}, ${from.toFixed(2)} to ${to.toFixed(2)} ms`,
      }),
      Plot.ruleX([timeline.duration], { strokeOpacity: 0.6, strokeDasharray: "3 3" }),
      Plot.text(threads, {
        y: (thread: number) => thread,
        text: (thread: number) => (thread === 0 ? "main thread" : `thread ${thread + 1}`),
        frameAnchor: "left",
        textAnchor: "end",
        dx: -8,
      }),
      Plot.text([`${shorten(plainLine(name), 90)}: ${timeline.duration.toFixed(2)} ms`], {
        frameAnchor: "top-left",
        dy: -18,
        fontWeight: 600,
      }),
    ],
  });
}
