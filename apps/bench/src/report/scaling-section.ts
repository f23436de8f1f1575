import type { ScalingSeries } from "../figures/scaling-curves.ts";
import { groupBy } from "../results/group-by.ts";
import { quotientOf } from "../results/quotient.ts";
import type { CaseResult, Results } from "../results/results.ts";
import { type MeasuredSubject, measuredSubjects, subjectLooks } from "./measured-subjects.ts";
import type { ReportFigure, ReportSection, ReportTable } from "./report.ts";
import { estimateText } from "./wording.ts";

type ScalingOptions = Extract<ReportFigure, { kind: "scaling" }>["options"];

/** A section on how costs grow: a figure and a table for each family of cases of several sizes, and for threads. */
export function scalingSection(results: Results): ReportSection[] {
  const drawn = [...bySize(results), ...byThreads(results)];
  if (drawn.length === 0) return [];
  return [
    {
      heading: "Scaling",
      figures: drawn.map((options) => ({ kind: "scaling", options })),
      tables: drawn.map(tableOf),
    },
  ];
}

const sizes = {
  time: { by: "sequence length", label: "sequence length (symbols)" },
  batch: { by: "batch", label: "batch (rows)" },
  hidden: { by: "hidden size", label: "hidden size (units)" },
  threads: { by: "threads", label: "threads" },
} as const;

/** Cases whose ids differ only in their last number are points of one figure. */
function bySize(results: Results): ScalingOptions[] {
  const looks = subjectLooks(results);
  const families = groupBy(
    results.cases.filter(({ scaling }) => scaling !== undefined),
    ({ id, scaling, unit }) => `${scaling?.figure} ${unit} ${id.replace(/[\d.]+$/, "")}`,
  );
  return families.flatMap(([, cases]) => {
    const [first] = cases;
    const figure = first.scaling?.figure;
    const series = seriesOf(cases, looks);
    if (figure === undefined || series.length === 0) return [];
    const { by, label } = sizes[figure];
    return [
      {
        title: `By ${by}: ${first.title.replaceAll(/ ?\d+/g, " …")}`,
        sizeLabel: label,
        valueLabel: first.unit === "ms" ? "time (ms)" : first.unit,
        series,
      },
    ];
  });
}

/** A line for each subject that was measured at more than one size. */
function seriesOf(cases: readonly CaseResult[], looks: ReadonlyMap<string, number>): ScalingSeries[] {
  const points = cases.flatMap((one) =>
    measuredSubjects(one).map((subject) => ({
      id: subject.id,
      name: subject.title,
      point: { at: one.scaling?.value as number, value: subject.median, interval: subject.interval },
    })),
  );
  return groupBy(points, ({ id }) => id)
    .filter(([, ofSubject]) => ofSubject.length > 1)
    .sort(([left], [right]) => (looks.get(left) ?? 0) - (looks.get(right) ?? 0))
    .map(([id, ofSubject]) => ({
      name: ofSubject[0].name,
      look: looks.get(id),
      points: ofSubject.map(({ point }) => point),
    }));
}

/**
 * The speed-up by threads: a figure for each subject that was measured on several numbers of threads, with a line for each case. The ids of
 * such subjects differ only in their last number.
 */
function byThreads({ cases }: Results): ScalingOptions[] {
  const lines = cases
    .filter(({ id, unit }) => unit !== "MB" && !/^(load|scaling)\//.test(id))
    .flatMap((one) => {
      const families = groupBy(measuredSubjects(one), ({ id }) => id.replace(/-\d+$/, ""));
      return families.flatMap(([id, family]) => gains(one, family).map((line) => ({ id, ...line })));
    });
  return groupBy(lines, ({ id }) => id).map(([, family]) => {
    const most = Math.max(...family.flatMap(({ points }) => points.map(({ at }) => at)));
    const ideal = [1, 2, 4, 8, 16, 32, 64].filter((at) => at <= most).map((at) => ({ at, value: at }));
    return {
      title: `By threads: ${family[0].subject}`,
      sizeLabel: sizes.threads.label,
      valueLabel: "times as fast as on one thread",
      series: [
        { name: "linear speed-up", look: inkLook, points: ideal },
        ...family.slice(0, 40).map(({ name, points }, index) => ({
          name,
          points,
          look: index < inkLook ? index : index + 1,
        })),
      ],
    };
  });
}

/** The look that has the colour of the text. */
const inkLook = 6;

function gains({ title, better }: CaseResult, family: readonly MeasuredSubject[]) {
  const alone = family.find(({ threads }) => threads === 1);
  if (alone === undefined || family.length < 2) return [];
  const points = family.map((subject) => {
    const [above, below] = better === "higher" ? [subject, alone] : [alone, subject];
    const { median, interval } = quotientOf(above, below);
    return subject === alone ? { at: 1, value: 1 } : { at: subject.threads, value: median, interval };
  });
  return [{ name: title, subject: alone.title.replace(/, \d+ threads?$/, ""), points }];
}

/** The numbers of a figure: a row for each measured line, a column for each size. */
function tableOf({ title, sizeLabel, valueLabel, series }: ScalingOptions): ReportTable {
  const measured = series.filter(({ points }) => points.some(({ interval }) => interval !== undefined));
  const all = Array.from(new Set(measured.flatMap(({ points }) => points.map(({ at }) => at)))).sort(
    (left, right) => left - right,
  );
  return {
    caption: title,
    note: `${valueLabel.slice(0, 1).toUpperCase()}${valueLabel.slice(1)}, by ${sizeLabel}.`,
    columns: ["", ...all.map(String)],
    rows: measured.map(({ name, points }) => [
      name,
      ...all.map((size) => {
        const point = points.find(({ at }) => at === size);
        if (point === undefined) return "";
        return point.interval === undefined
          ? String(point.value)
          : estimateText({ median: point.value, interval: point.interval });
      }),
    ]),
    numericColumns: all.map((_, index) => index + 1),
  };
}
