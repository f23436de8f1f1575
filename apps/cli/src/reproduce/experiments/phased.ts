import { experiment } from "../experiment.ts";
import { grouped } from "../report/grouped.ts";
import { inWords, seedsSummary } from "../report/seeds-summary.ts";
import { trainNetwork } from "../training/train-network.ts";
import type { Trained } from "../training/trained.ts";
import {
  medianAccuracy,
  type TrainedVariant,
  type VariantSpec,
  variantCurves,
  variantJobs,
} from "../training/variants.ts";

/** Neil, Pfeiffer and Liu (2016): accuracy at epoch 70, the mean of five seeds. */
const published = {
  standard: { "phased-lstm": 0.9926, lstm: 0.8934 },
  asynchronous: { "phased-lstm": 0.9789, lstm: 0.6902 },
  "high-resolution": { "phased-lstm": 0.9961, lstm: 0.5172 },
} as const;

type Sampling = keyof typeof published;
const samplings = Object.keys(published) as Sampling[];
const names = { "phased-lstm": "phased LSTM", lstm: "LSTM" } as const;
const cells = Object.keys(names) as (keyof typeof names)[];

/** A step at high resolution reads ten times as many samples. */
const work: Readonly<Record<Sampling, number>> = { standard: 1, "high-resolution": 10, asynchronous: 1 };

/** Frequency discrimination by Neil, Pfeiffer and Liu. */
export const phased = experiment<VariantSpec, Trained>({
  title: "Phased LSTM on frequency discrimination",
  claim:
    "A phased LSTM tells waves apart by their period however they are sampled; an LSTM loses much of its accuracy when they are sampled finely or at random times.",
  about:
    "Waves with a period of 5 to 6 ms against others, sampled each ms, ten times each ms, or at 15 to 125 random times. 110 units, batches of 32, Adam at 0.001, after Neil, Pfeiffer and Liu (2016). The LSTM reads the time of each sample as a second input, as theirs does.",
  jobs: ({ full, seeds, steps = full ? 11_000 : 40 }) =>
    variantJobs(
      samplings.flatMap((sampling) =>
        cells.map((cell) => ({
          name: names[cell],
          group: sampling,
          task: "frequency",
          options: { cell, sampling, timeAsInput: cell === "lstm", learningRate: 1e-3, clip: 1 },
          steps,
        })),
      ),
      seeds ?? (full ? 5 : 1),
    ).map((job) => ({ ...job, work: job.work * work[job.spec.group as Sampling] })),
  run: trainNetwork,
  report: (finished) => {
    const there = samplings.filter((sampling) => finished.some(({ spec }) => spec.group === sampling));
    const accuracy = (sampling: Sampling, cell: keyof typeof names) =>
      medianAccuracy(finished, sampling, names[cell]);
    const met = there.filter(
      (sampling) => accuracy(sampling, "phased-lstm") >= published[sampling]["phased-lstm"],
    );
    const ahead = there.filter((sampling) => accuracy(sampling, "phased-lstm") > accuracy(sampling, "lstm"));
    const isFull = finished.some(({ spec }) => spec.steps >= 11_000);
    const outcome = ahead.length === there.length ? "holds" : "fails";
    return {
      verdict: {
        outcome: isFull ? outcome : "open",
        said: `The phased LSTM is ahead of the LSTM with ${ahead.length} of ${there.length} kinds of sampling, and meets the published accuracy with ${met.length}.`,
      },
      figures: [{ name: "phased", svg: variantCurves("Frequency discrimination", finished) }],
      tables: [tableOf(finished)],
      notes: [],
    };
  },
});

function tableOf(finished: readonly TrainedVariant[]) {
  return {
    caption: "Held-out accuracy",
    note: "Published: the mean of five seeds at epoch 70. Ours: the median over the seeds, and the lowest to the highest.",
    columns: ["sampling", "cell", "seeds", "steps", "published", "ours"],
    rows: Array.from(grouped(finished, ({ spec }) => `${spec.group} ${spec.name}`).values(), (runs) => {
      const [{ spec, result }] = runs as [TrainedVariant];
      const cell = cells.find((one) => names[one] === spec.name) ?? "lstm";
      return [
        spec.group,
        spec.name,
        runs.length,
        result.steps,
        published[spec.group as Sampling][cell].toFixed(4),
        inWords(seedsSummary(runs.map((run) => run.result.heldOut?.accuracy ?? 0)), 4),
      ];
    }),
    numericColumns: [4, 5],
  };
}
