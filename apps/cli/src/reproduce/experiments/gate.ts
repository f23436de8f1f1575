import { seed as seeded, split } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { frequencyDiscrimination } from "@tenetjs/datasets";
import { gateOpenness } from "@tenetjs/figures/node";
import { sequenceClassifier } from "@tenetjs/models";
import {
  adam,
  chain,
  clipByGlobalNorm,
  crossEntropy,
  disposeTrainingState,
  train,
  trainingState,
} from "@tenetjs/training";
import type { Tensor } from "@tensorflow/tfjs-core";
import { experiment } from "../experiment.ts";
import { seedsSummary } from "../report/seeds-summary.ts";
import { firstOf } from "../training/first-of.ts";

type Spec = { readonly steps: number; readonly seed: number };

/** The temporal gate of a unit: its period and shift in ms, and the fraction of the period during which it is open. */
type Gate = { readonly period: number; readonly openRatio: number; readonly shift: number };
type Gates = { readonly before: readonly Gate[]; readonly after: readonly Gate[]; readonly accuracy: number };

/** Gates that differ in one parameter each: the period tau, the open ratio r_on, the shift s, and the leak alpha. */
const curves = [
  { period: 10, openRatio: 0.5, shift: 0 },
  { period: 20, openRatio: 0.5, shift: 0 },
  { period: 20, openRatio: 0.2, shift: 0 },
  { period: 20, openRatio: 0.2, shift: 5 },
  { period: 20, openRatio: 0.2, shift: 5, leak: 0.1 },
];

const shown = 4;

/** Figure 3 of the report, and the gates that a network learns. */
export const gate = experiment<Spec, Gates>({
  title: "The temporal gate",
  claim:
    "A unit of a phased LSTM is open for a fraction r_on of each period tau, and training changes its tau, r_on and s.",
  about:
    "The openness k against time by the formula of Neil, Pfeiffer and Liu (2016), and the gates of a phased LSTM with 110 units before and after training on frequency discrimination with asynchronous sampling, with Adam at 0.003.",
  jobs: ({ full, seeds, steps = full ? 1000 : 60 }) =>
    Array.from({ length: seeds ?? (full ? 3 : 1) }, (_, seed) => ({
      label: `phased LSTM, seed ${seed}`,
      spec: { steps, seed },
      work: steps,
    })),
  run: async ({ steps, seed }, { progress }) => {
    const dataset = frequencyDiscrimination({ sampling: "asynchronous", batch: 32, seed });
    const model = sequenceClassifier({
      cell: "phased-lstm",
      hiddenSize: 110,
      temporalGate: "neil2016",
      classes: dataset.classes,
      input: { kind: "vector", size: dataset.inputSize },
    });
    const params = model.init(split(seeded(seed), "parameters"));
    const optimizer = chain(clipByGlobalNorm(1), adam(3e-3));
    const state = trainingState({ params, optimizer });
    disposeTree(params);
    try {
      const gates = () => gatesIn(state.params.recurrent.layers[0] as Readonly<Record<string, Tensor>>);
      const before = gates();
      let accuracy = Number.NaN;
      for await (const event of train({
        ...{ state, optimizer, objective: crossEntropy(model) },
        batches: firstOf(dataset.training.from(0), steps),
        rng: seeded(seed),
        reportEvery: 10,
      })) {
        accuracy = event.metrics.accuracy as number;
        progress(event.step / steps, `step ${event.step} of ${steps}`);
      }
      return { before, after: gates(), accuracy };
    } finally {
      disposeTrainingState(state);
    }
  },
  report: (finished) => {
    const [{ result }] = finished as [(typeof finished)[number]];
    const all = finished.flatMap(({ result: { before, after } }) =>
      before.map((gate, unit) => ({ before: gate, after: after[unit] as Gate })),
    );
    const changes = {
      "tau, in %": all.map(({ before, after }) => 100 * Math.abs(after.period / before.period - 1)),
      "r_on, in %": all.map(({ before, after }) => 100 * Math.abs(after.openRatio / before.openRatio - 1)),
      "s, in ms": all.map(({ before, after }) => Math.abs(after.shift - before.shift)),
    };
    const moved = seedsSummary(changes["tau, in %"]).median;
    // The units whose open ratio has grown most, drawn on the time of a few of their periods.
    const most = Array.from(result.before.keys())
      .toSorted((a, b) => changeOf(result, b) - changeOf(result, a))
      .slice(0, shown);
    const rows = most.flatMap((unit) => [
      { ...(result.before[unit] as Gate), label: `unit ${unit + 1}, before training` },
      { ...(result.after[unit] as Gate), label: `unit ${unit + 1}, after training` },
    ]);
    const longest = Math.max(...rows.map(({ period }) => period));
    return {
      verdict: {
        outcome: moved > 0.1 ? "holds" : "open",
        said: `Training changes the period of a unit by ${moved.toFixed(1)} % in the median, and its open ratio by ${seedsSummary(changes["r_on, in %"]).median.toFixed(1)} %.`,
      },
      figures: [
        { name: "gate", svg: gateOpenness({ title: "Openness of the temporal gate", curves, until: 60 }) },
        {
          name: "gate-learned",
          svg: gateOpenness({
            title: "Gates before and after training",
            curves: rows,
            until: 3 * longest,
          }),
        },
      ],
      tables: [
        {
          caption: "Change of a unit's gate in training",
          columns: ["", "lowest", "median", "highest"],
          rows: Object.entries(changes).map(([name, values]) => {
            const { lowest, median, highest } = seedsSummary(values);
            return [name, lowest, median, highest];
          }),
        },
      ],
      notes: [`The figure of learned gates shows the ${shown} units whose open ratio changed most.`],
    };
  },
});

function changeOf({ before, after }: Gates, unit: number): number {
  return Math.abs((after[unit] as Gate).openRatio - (before[unit] as Gate).openRatio);
}

/** The gates of a layer. Its parameters are log tau and the logit of r_on, and the shift wraps at tau. */
function gatesIn({ logPeriod, openLogit, shift }: Readonly<Record<string, Tensor>>): Gate[] {
  const [periods, ratios, shifts] = [logPeriod, openLogit, shift].map(
    (tensor) => (tensor as Tensor).dataSync() as Float32Array,
  ) as [Float32Array, Float32Array, Float32Array];
  return Array.from(periods, (logarithm, unit) => {
    const period = Math.exp(logarithm);
    const s = shifts[unit] as number;
    return {
      period,
      openRatio: 1 / (1 + Math.exp(-(ratios[unit] as number))),
      shift: s - period * Math.floor(s / period),
    };
  });
}
