import { lengthSweep } from "@tenetjs/figures/node";
import { experiment, type Finished } from "../experiment.ts";
import { inWords, seedsSummary } from "../report/seeds-summary.ts";
import { course } from "../training/course.ts";
import { trainNetwork } from "../training/train-network.ts";
import { hasCollapsed, type Trained } from "../training/trained.ts";
import {
  medianAccuracy,
  type TrainedVariant,
  type VariantSpec,
  variantCurves,
  variantJobs,
} from "../training/variants.ts";

/** The report's own runs from N(0, 1) weights: the mean training accuracy of the last 50 of 10,000 steps, by the number of digits that are read. */
const reported: Readonly<Record<"rnn" | "lstm", Readonly<Record<number, number>>>> = {
  rnn: { 3: 1, 5: 0.908, 7: 0.41, 9: 0.103, 11: 0.097, 13: 0.099, 15: 0.094 },
  lstm: { 3: 1, 5: 1, 7: 0.89, 9: 0.996, 11: 0.999, 13: 0.822, 15: 0.965 },
};

const starts = {
  normal: { name: "N(0, 1)", options: { initialisation: "normal", forgetBias: 0 } },
  default: { name: "good start", options: {} },
} as const;
const cells = ["rnn", "lstm"] as const;

function variant(
  cell: (typeof cells)[number],
  initialisation: keyof typeof starts,
  inputLength: number,
  steps: number,
): Omit<VariantSpec, "seed"> {
  return {
    name: nameOf(cell, initialisation),
    group: groupOf(inputLength),
    task: "palindrome",
    options: { ...course, cell, ...starts[initialisation].options, length: inputLength + 1 },
    steps,
  };
}

const groupOf = (inputLength: number) => `T = ${inputLength + 1}`;
const nameOf = (cell: (typeof cells)[number], start: keyof typeof starts) =>
  `${cell.toUpperCase()}, ${starts[start].name}`;

/** Figures 1 and 2 of the report, on the same axes, from its initial weights and from better ones. */
export const lengths = experiment<VariantSpec, Trained>({
  title: "RNN and LSTM by length",
  claim: "A plain RNN fails on palindromes of more than about eight digits, and an LSTM does not.",
  about:
    "Palindromes of T digits in the setting of the course: digits as numbers, 128 units, batches of 128, RMSProp at 0.001, clip 10. Initial weights are from N(0, 1) with biases of 0, as in the report, or Xavier and orthogonal with a forget bias of 1.",
  jobs: ({ full, seeds, steps = full ? 10_000 : 600 }) => {
    const inputLengths = full ? [3, 5, 7, 9, 11, 13, 15] : [3, 7, 11];
    return variantJobs(
      inputLengths.flatMap((inputLength) =>
        cells.flatMap((cell) =>
          (["normal", "default"] as const).map((start) => variant(cell, start, inputLength, steps)),
        ),
      ),
      seeds ?? (full ? 3 : 1),
    ).map((job) => ({ ...job, work: job.work * Number(job.spec.options.length) }));
  },
  run: trainNetwork,
  report: (finished) => ({
    verdict: verdictOf(finished),
    figures: [
      {
        name: "lengths",
        svg: variantCurves("RNN and LSTM by length: training", drawn(finished)),
      },
      { name: "lengths-accuracy", svg: accuracyByLength(finished) },
    ],
    tables: [tableOf(finished)],
    notes: [
      "The report trains on input lengths, which are T - 1. Its figures are the mean training accuracy of the last 50 steps of one run.",
    ],
  }),
});

/** Every other length, from the shortest on: a figure with a column for each would be too wide to read. */
function drawn(finished: readonly TrainedVariant[]): readonly TrainedVariant[] {
  return finished.filter(({ spec }) => Number(spec.options.length) % 4 === 0);
}

function accuracyByLength(finished: readonly TrainedVariant[]): string {
  return lengthSweep({
    title: "RNN and LSTM by length: held-out accuracy after the last step",
    chance: 0.1,
    lengthLabel: "digits of a palindrome, T",
    results: finished.map(({ spec, result }) => ({
      name: spec.name,
      length: Number(spec.options.length),
      accuracy: result.heldOut?.accuracy ?? 0,
      bestAccuracy: result.best,
    })),
  });
}

function tableOf(finished: readonly TrainedVariant[]) {
  const lengthsThere = Array.from(new Set(finished.map(({ spec }) => Number(spec.options.length) - 1)));
  return {
    caption: "Training accuracy of the last 50 steps, and how many runs collapsed",
    note: "In the columns of the report, one run each. In ours, the median over the seeds, and the lowest to the highest.",
    columns: [
      "digits read",
      "RNN, report",
      "RNN, N(0, 1)",
      "RNN, good start",
      "LSTM, report",
      "LSTM, N(0, 1)",
      "LSTM, good start",
      "collapsed",
    ],
    rows: lengthsThere
      .sort((a, b) => a - b)
      .map((inputLength) => {
        const at = (cell: (typeof cells)[number], start: keyof typeof starts) => {
          const runs = runsOf(finished, cell, start, inputLength);
          return runs.length === 0 ? "" : inWords(seedsSummary(runs.map(({ result }) => result.final)));
        };
        const all = finished.filter(({ spec }) => spec.group === groupOf(inputLength));
        return [
          inputLength,
          reported.rnn[inputLength]?.toFixed(3) ?? "",
          at("rnn", "normal"),
          at("rnn", "default"),
          reported.lstm[inputLength]?.toFixed(3) ?? "",
          at("lstm", "normal"),
          at("lstm", "default"),
          `${all.filter(({ result }) => hasCollapsed(result)).length} of ${all.length}`,
        ];
      }),
    numericColumns: [1, 2, 3, 4, 5, 6, 7],
  };
}

function runsOf(
  finished: readonly Finished<VariantSpec, Trained>[],
  cell: (typeof cells)[number],
  start: keyof typeof starts,
  inputLength: number,
) {
  return finished.filter(
    ({ spec }) => spec.group === groupOf(inputLength) && spec.name === nameOf(cell, start),
  );
}

/** The longest length up to which the median held-out accuracy is above a half. */
function longestLearned(
  finished: readonly TrainedVariant[],
  cell: (typeof cells)[number],
  start: keyof typeof starts,
): number {
  const lengthsThere = Array.from(new Set(finished.map(({ spec }) => Number(spec.options.length))));
  let longest = 0;
  for (const length of lengthsThere.sort((a, b) => a - b)) {
    if (!(medianAccuracy(finished, groupOf(length - 1), nameOf(cell, start)) > 0.5)) break;
    longest = length;
  }
  return longest;
}

function verdictOf(finished: readonly TrainedVariant[]) {
  const [rnn, lstm] = [longestLearned(finished, "rnn", "normal"), longestLearned(finished, "lstm", "normal")];
  const [rnnWell, lstmWell] = [
    longestLearned(finished, "rnn", "default"),
    longestLearned(finished, "lstm", "default"),
  ];
  const upTo = (length: number) => (length === 0 ? "none" : `T = ${length}`);
  const said = `A held-out accuracy above one half is reached from N(0, 1) by the RNN up to ${upTo(rnn)} and by the LSTM up to ${upTo(lstm)}; from a good start by the RNN up to ${upTo(rnnWell)} and by the LSTM up to ${upTo(lstmWell)}.`;
  const isFull = finished.some(({ spec }) => spec.steps >= 10_000);
  if (!isFull) return { outcome: "open" as const, said };
  return { outcome: lstm > rnn && rnn <= 8 ? ("holds" as const) : ("fails" as const), said };
}
