import { strictCurriculum } from "../../run/curriculum.ts";
import { addingCurriculum } from "../../tasks/adding-options.ts";
import { copyCurriculum } from "../../tasks/copy-options.ts";
import { experiment } from "../experiment.ts";
import { grouped } from "../report/grouped.ts";
import { inWords, seedsSummary } from "../report/seeds-summary.ts";
import { trainNetwork } from "../training/train-network.ts";
import type { Trained } from "../training/trained.ts";
import { type TrainedVariant, type VariantSpec, variantCurves, variantJobs } from "../training/variants.ts";

/** Losses of LSTMs in Bai, Kolter and Koltun (2018), "An Empirical Evaluation of Generic Convolutional and Recurrent Networks". */
const published: Readonly<Record<string, string>> = {
  "adding, 600 numbers": "0.164 (LSTM, T = 600)",
  "copying over 500 steps": "0.0204 (LSTM, T = 1000)",
};

const cells = ["rnn", "lstm", "gru", "indrnn", "min-gru", "phased-lstm"] as const;

/** The tasks. Each begins with sequences of ten steps, which a network that cannot do it never leaves. */
function tasks(full: boolean) {
  const adding = full ? 600 : 50;
  const delay = full ? 500 : 20;
  const bits = full ? 40 : 20;
  return [
    {
      ...{ group: `adding, ${adding} numbers`, task: "adding", options: { length: adding } },
      ...{ curriculum: addingCurriculum, until: { accuracy: 0.99, over: 50 }, steps: full ? 3000 : 100 },
    },
    {
      ...{ group: `copying over ${delay} steps`, task: "copy" },
      options: { delay, items: full ? 10 : 4, symbols: 8 },
      ...{ curriculum: copyCurriculum, until: { accuracy: 0.9999, over: 50 }, steps: full ? 8000 : 100 },
    },
    {
      ...{ group: `parity of ${bits} bits`, task: "parity", options: { length: bits } },
      ...{ curriculum: strictCurriculum, until: { accuracy: 0.9999, over: 50 }, steps: full ? 5000 : 100 },
      also: [{ length: full ? 1000 : 50 }],
    },
  ];
}

/** Tasks that need memory of one kind each. */
export const memoryTasks = experiment<VariantSpec, Trained>({
  title: "Adding, copying and parity",
  claim:
    "Gates keep numbers and symbols over hundreds of steps. Parity needs a state that the input flips, which a linear recurrence with positive factors cannot keep.",
  about:
    "Each cell with 128 units (two layers of them for the minGRU, whose gates see the input alone), batches of 64, Adam at 0.003, chrono biases for the length of the task. Sequences have 10 numbers, steps or bits at first, and four times as many whenever the network is right often enough, up to the length of the task: for 20 steps in 95 % of sums (within 0.04), in 99.9 % of the symbols of copying, for 50 steps without a mistake at parity. A run ends early after 50 steps that are right (adding: in 99 %). The baseline of adding is 1/6, the variance of the sum; of copying 10 ln 8 / (T + 20) for ten symbols of eight over T steps; of parity ln 2.",
  jobs: ({ full, seeds, steps }) =>
    variantJobs(
      tasks(full).flatMap(({ options, ...task }) =>
        cells.map((cell) => ({
          ...task,
          ...(steps === undefined ? {} : { steps }),
          name: cell,
          options: {
            ...{ ...options, cell, hiddenSize: 128, batch: 64, forgetBias: "chrono" },
            ...(cell === "min-gru" ? { layers: 2 } : {}),
          },
        })),
      ),
      seeds ?? (full ? 3 : 1),
    ).map((job) => ({ ...job, work: job.work * Number(job.spec.options.length ?? job.spec.options.delay) })),
  run: trainNetwork,
  report: (finished) => {
    const groups = grouped(finished, ({ spec }) => spec.group);
    const best = Array.from(groups, ([group, runs]) => {
      const byCell = Array.from(
        grouped(runs, ({ spec }) => spec.name),
        ([name, own]) => ({
          name,
          loss: seedsSummary(own.map(lossOf)).median,
        }),
      );
      const [first] = byCell.toSorted((a, b) => a.loss - b.loss);
      return `${group}: ${first?.name} ${first?.loss.toFixed(4)} against a baseline of ${runs[0]?.result.chance.loss.toFixed(4)}`;
    });
    const isFull =
      finished.some(({ spec }) => spec.steps >= 3000) &&
      Array.from(groups.values()).every(
        (runs) => new Set(runs.map(({ spec }) => spec.name)).size === cells.length,
      );
    const solved = Array.from(groups.values()).every((runs) =>
      runs.some(({ result }) => (result.heldOut?.loss ?? Number.POSITIVE_INFINITY) < result.chance.loss / 10),
    );
    return {
      verdict: {
        outcome: isFull ? (solved ? "holds" : "fails") : "open",
        said: `The lowest held-out losses. ${best.join("; ")}.`,
      },
      figures: Array.from(groups, ([group, runs]) => ({
        name: `memory-${runs[0]?.spec.task}`,
        svg: variantCurves(
          group,
          runs.map(({ spec, ...run }) => ({ ...run, spec: { ...spec, group: "" } })),
        ),
      })),
      tables: [tableOf(finished)],
      notes: [],
    };
  },
});

function lossOf({ result }: TrainedVariant): number {
  return result.heldOut?.loss ?? Number.POSITIVE_INFINITY;
}

function tableOf(finished: readonly TrainedVariant[]) {
  return {
    caption: "Held-out loss after the last step",
    note: "The median over the seeds, and the lowest to the highest. Reached: the length, delay or number of bits that a run was trained on last. Parity is also evaluated on longer sequences than it was trained on.",
    columns: [
      "task",
      "cell",
      "seeds",
      "baseline",
      "published",
      "reached",
      "steps",
      "loss",
      "accuracy",
      "longer: accuracy",
    ],
    rows: Array.from(grouped(finished, ({ spec }) => `${spec.group} ${spec.name}`).values(), (runs) => {
      const [{ spec, result }] = runs as [TrainedVariant];
      const longer = runs.flatMap((run) => run.result.also.map((one) => one?.accuracy ?? 0));
      return [
        spec.group,
        spec.name,
        runs.length,
        result.chance.loss.toFixed(4),
        published[spec.group] ?? "",
        inWords(seedsSummary(runs.map(({ result }) => result.reached ?? 0)), 0),
        inWords(seedsSummary(runs.map(({ result }) => result.steps)), 0),
        inWords(seedsSummary(runs.map(lossOf)), 4),
        inWords(seedsSummary(runs.map((run) => run.result.heldOut?.accuracy ?? 0))),
        longer.length === 0 ? "" : inWords(seedsSummary(longer)),
      ];
    }),
    numericColumns: [3, 5, 6, 7, 8, 9],
  };
}
