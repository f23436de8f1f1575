import type { Roof, RooflineSeries } from "@tenetjs/figures";
import type { CaseResult, MachineLimits, Results } from "../results/results.ts";
import { groupBy } from "./group-by.ts";
import { measuredSubjects, subjectLooks } from "./measured-subjects.ts";
import type { ReportSection, ReportTable } from "./report.ts";
import { numberText, percentText } from "./wording.ts";

/** What each case reached of what the machine can do; nothing where the machine was not measured, or no case's work is known. */
export function rooflineSection(results: Results): ReportSection[] {
  const { machine } = results;
  const cases = results.cases.filter(
    ({ work, subjects, scaling, id }) =>
      work !== undefined &&
      (scaling === undefined || !id.startsWith("scaling/")) &&
      subjects.some((subject) => subject.status === "measured" && subject.share !== undefined),
  );
  if (machine === undefined || cases.length === 0) return [];
  const points = cases.flatMap((one) => pointsOf(one, machine));
  const looks = subjectLooks(results);
  const bySubject = groupBy(points, ({ id }) => id).sort(
    ([left], [right]) => (looks.get(left) ?? 0) - (looks.get(right) ?? 0),
  );
  const series = bySubject.map(
    ([id, ofSubject]): RooflineSeries => ({
      name: ofSubject[0].title,
      look: looks.get(id),
      points: ofSubject,
    }),
  );
  return [
    {
      heading: "Share of what the machine can do",
      notes: [
        "A peak is the rate of our own product of large squares, a bandwidth that of reading what no cache holds, both measured in the " +
          "same run. A case's operations are those of its matrix products, its bytes those that have to come from memory. Programs that are " +
          "not bound to WebAssembly can exceed both: processors have wider instructions than it has.",
      ],
      figures: [
        { kind: "roofline", options: { title: "Roofline", roofs: roofsOf(machine, points), series } },
      ],
      tables: [tableOf(cases, series, machine)],
    },
  ];
}

type Point = RooflineSeries["points"][number] & {
  readonly id: string;
  readonly title: string;
  readonly threads: number;
};

function pointsOf(one: CaseResult, { peak }: MachineLimits): Point[] {
  const { work } = one;
  if (work === undefined) return [];
  return measuredSubjects(one).flatMap(({ id, title, threads, share }) => {
    const most = peak[threads];
    if (share === undefined || most === undefined) return [];
    return [
      { id, title, threads, work: one.title, intensity: work.flops / work.bytes, rate: share.peak * most },
    ];
  });
}

/** The roofs of the counts of threads that subjects ran on. */
function roofsOf({ peak, bandwidth }: MachineLimits, points: readonly Point[]): Roof[] {
  const counts = Array.from(new Set(points.map(({ threads }) => threads))).sort(
    (left, right) => left - right,
  );
  return counts.flatMap((threads) => {
    const [fastest, widest] = [peak[threads], bandwidth[threads]];
    if (fastest === undefined || widest === undefined) return [];
    return [{ name: threads === 1 ? "1 thread" : `${threads} threads`, peak: fastest, bandwidth: widest }];
  });
}

/** Shares of the peak: a row for each case, a column for each subject. */
function tableOf(
  cases: readonly CaseResult[],
  series: readonly RooflineSeries[],
  machine: MachineLimits,
): ReportTable {
  const limits = Object.entries(machine.peak).map(
    ([threads, peak]) =>
      `${threads}: ${numberText(peak)} GFLOP/s, ${numberText(machine.bandwidth[threads] ?? 0)} GB/s`,
  );
  return {
    caption: "Share of the peak",
    note: `Of the same count of threads. Limits by threads: ${limits.join("; ")}.`,
    columns: ["case", "FLOP/byte", ...series.map(({ name }) => name)],
    rows: cases.map((one) => {
      const { flops, bytes } = one.work as NonNullable<CaseResult["work"]>;
      const shares = series.map(({ name }) => {
        const subject = measuredSubjects(one).find(({ title }) => title === name);
        return subject?.share === undefined ? "" : percentText(subject.share.peak);
      });
      return [one.title, numberText(flops / bytes), ...shares];
    }),
    numericColumns: [1, ...series.map((_, index) => index + 2)],
  };
}
