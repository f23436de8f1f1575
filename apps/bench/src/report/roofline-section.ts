import type { Roof, RooflineSeries } from "../figures/roofline.ts";
import { groupBy } from "../results/group-by.ts";
import type { CaseResult, MachineLimits, Results } from "../results/results.ts";
import { roofOf } from "../results/roof-of.ts";
import { measuredSubjects, subjectLooks } from "./measured-subjects.ts";
import type { ReportSection, ReportTable } from "./report.ts";
import { doubtNotes, shareText } from "./share-text.ts";
import { numberText } from "./wording.ts";

/** A section on how close each case came to the machine's limits; none where the limits or the cases' work are not known. */
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
      heading: "Share of the machine's limits",
      notes: [
        "The peak is the throughput of our own product of large square matrices, for each form of WebAssembly in use: strict or relaxed " +
          "SIMD, with V8's revectorisation or without it. The bandwidth is that of reading an array larger than the caches, or of copying it " +
          "on a GPU. Each is the best of many short samples between the rounds of the same run. A case's operations are those of its " +
          "matrix products; its bytes are those that have to come from memory. Native programs are compared with the fastest form, and can " +
          "exceed both limits, because processors have wider instructions than WebAssembly.",
        ...doubtNotes(cases.flatMap(measuredSubjects)),
      ],
      figures: [{ kind: "roofline", options: { title: "Roofline", roofs: roofsOf(points), series } }],
      tables: [tableOf(cases, series, machine)],
    },
  ];
}

type Point = RooflineSeries["points"][number] & {
  readonly id: string;
  readonly title: string;
  readonly roof: Roof;
};

function pointsOf(one: CaseResult, machine: MachineLimits): Point[] {
  const { work } = one;
  if (work === undefined) return [];
  return measuredSubjects(one).flatMap((subject) => {
    const { id, title, threads, gpu, form, share } = subject;
    const limits = roofOf(subject, machine);
    if (share === undefined || limits === undefined) return [];
    const name =
      gpu === undefined ? [counted(threads), ...(form === undefined ? [] : [form])].join(", ") : "GPU";
    const { peak, bandwidth } = limits;
    const rate = share.peak * peak;
    const roof = { name, peak, bandwidth };
    return [{ id, title, roof, work: one.title, intensity: work.flops / work.bytes, rate }];
  });
}

function counted(threads: number): string {
  return threads === 1 ? "1 thread" : `${threads} threads`;
}

/** The roofs of the numbers of threads and the forms that subjects ran with, and of the GPU, the lowest first. */
function roofsOf(points: readonly Point[]): Roof[] {
  const roofs = new Map(points.map(({ roof }) => [roof.name, roof]));
  return Array.from(roofs.values()).sort((left, right) => left.peak - right.peak);
}

/** Shares of the peak: a row for each case, a column for each subject. */
function tableOf(
  cases: readonly CaseResult[],
  series: readonly RooflineSeries[],
  machine: MachineLimits,
): ReportTable {
  const { peak, bandwidth, gpu } = machine;
  const [flops, bytes] = [
    (rate: number) => `${numberText(rate)} GFLOP/s`,
    (rate: number) => `${numberText(rate)} GB/s`,
  ];
  const limits = [
    ...Object.entries(peak).map(([key, rate]) => `${key}: ${flops(rate)}`),
    ...Object.entries(bandwidth).map(([key, rate]) => `${key}: ${bytes(rate)}`),
    ...(gpu === undefined ? [] : [`on the GPU: ${flops(gpu.peak)}, ${bytes(gpu.bandwidth)}`]),
  ];
  return {
    caption: "Share of the peak",
    note: `Relative to the same number of threads and form of WebAssembly, or to the GPU. Limits by threads: ${limits.join("; ")}.`,
    columns: ["case", "FLOP/byte", ...series.map(({ name }) => name)],
    rows: cases.map((one) => {
      const { flops, bytes } = one.work as NonNullable<CaseResult["work"]>;
      const shares = series.map(({ name }) => {
        const subject = measuredSubjects(one).find(({ title }) => title === name);
        return shareText(subject);
      });
      return [one.title, numberText(flops / bytes), ...shares];
    }),
    numericColumns: [1, ...series.map((_, index) => index + 2)],
  };
}
