import type { CaseResult, Results } from "../results/results.ts";
import { type Timeline, type TimelineWork, timelineWords, timelineWork } from "../results/timeline.ts";
import { measuredSubjects } from "./measured-subjects.ts";
import type { ReportSection, ReportTable } from "./report.ts";
import { numberText, percentText } from "./wording.ts";

/** A section on what each thread does in a call; none where no timeline was recorded. */
export function timelineSection({ cases }: Results): ReportSection[] {
  const drawn = cases.flatMap((one) => {
    const steps = stepsOf(one);
    return steps.length === 0 ? [] : [{ title: `${one.title}: a step by thread`, steps }];
  });
  if (drawn.length === 0) return [];
  return [
    {
      heading: "Where the time of a step goes",
      notes: [
        "The shortest of thirty steps, by the clock that all threads share. What the main thread does while no other thread works limits what more threads gain.",
      ],
      figures: drawn.map((options) => ({ kind: "timelines", options })),
      tables: drawn.map(({ title, steps }) => tableOf(title, steps)),
    },
  ];
}

type Step = { readonly name: string; readonly timeline: Timeline };

function stepsOf(one: CaseResult): Step[] {
  return measuredSubjects(one)
    .toSorted((left, right) => left.threads - right.threads)
    .flatMap(({ title, timeline }) => (timeline === undefined ? [] : [{ name: title, timeline }]));
}

/** The main thread's milliseconds by kind of work, and how much of the step all threads computed on average. */
function tableOf(caption: string, steps: readonly Step[]): ReportTable {
  const columns = [
    "",
    "step",
    ...timelineWork.map((work) => timelineWords[work]),
    "JavaScript",
    "threads busy",
  ];
  return {
    caption,
    note: "Milliseconds of the main thread, and the mean share of the step in which a thread computes.",
    columns,
    rows: steps.map(({ name, timeline }) => {
      const { duration, spans } = timeline;
      const timeOf = (work: TimelineWork) =>
        lengthOf(spans.filter((span) => span.thread === 0 && span.work === work));
      const javaScript = duration - lengthOf(spans.filter(({ thread }) => thread === 0));
      const threads = Math.max(...spans.map(({ thread }) => thread)) + 1;
      const computing = lengthOf(spans.filter(({ work }) => work !== "waiting")) + javaScript;
      return [
        name,
        numberText(duration),
        ...timelineWork.map((work) => numberText(timeOf(work))),
        numberText(javaScript),
        percentText(computing / duration / threads),
      ];
    }),
    numericColumns: columns.slice(1).map((_, index) => index + 1),
  };
}

function lengthOf(spans: readonly { readonly from: number; readonly to: number }[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}
