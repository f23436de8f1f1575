import { type CellName, gradientNorms as normsOf } from "@tenetjs/cells";
import { seed as seeded, split, TenetError } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { palindromes } from "@tenetjs/datasets";
import { gradientNorms } from "@tenetjs/figures/node";
import { applyHead, type InitialisationName, sequenceClassifier } from "@tenetjs/models";
import {
  adam,
  chain,
  clipByGlobalNorm,
  crossEntropy,
  disposeTrainingState,
  softmaxCrossEntropy,
  toTensors,
  train,
  trainingState,
} from "@tenetjs/training";
import { mul, type Tensor1D } from "@tensorflow/tfjs-core";
import { experiment, type Finished } from "../experiment.ts";
import { grouped } from "../report/grouped.ts";
import { inWords, seedsSummary } from "../report/seeds-summary.ts";
import { firstOf } from "../training/first-of.ts";

type Spec = {
  readonly name: string;
  readonly cell: CellName;
  readonly initialisation: InitialisationName;
  readonly forgetBias: number | "chrono";
  readonly steps: number;
  readonly seed: number;
};

/** Norms of dL/dh_t, the first step first. One that is too large for float32 is null, as JSON has it. */
type Series = readonly (number | null)[];

/** The norms before training and after it; null after a training that diverged. */
type Norms = { readonly before: Series; readonly after: Series | null };

const length = 100;
const rows = 32;

const variants: readonly Omit<Spec, "steps" | "seed">[] = [
  { name: "RNN, N(0, 1)", cell: "rnn", initialisation: "normal", forgetBias: 0 },
  { name: "RNN, Xavier", cell: "rnn", initialisation: "xavier", forgetBias: 0 },
  { name: "RNN, orthogonal", cell: "rnn", initialisation: "orthogonal", forgetBias: 0 },
  { name: "LSTM, N(0, 1)", cell: "lstm", initialisation: "normal", forgetBias: 0 },
  { name: "LSTM, forget bias 1", cell: "lstm", initialisation: "default", forgetBias: 1 },
  { name: "LSTM, chrono", cell: "lstm", initialisation: "default", forgetBias: "chrono" },
  { name: "GRU, chrono", cell: "gru", initialisation: "default", forgetBias: "chrono" },
  { name: "phased LSTM", cell: "phased-lstm", initialisation: "default", forgetBias: 1 },
];

/** How much of the loss still reaches the outputs long before it. */
export const gradients = experiment<Spec, Norms>({
  title: "Gradients through time",
  claim:
    "What a plain RNN learns about its first input vanishes on the way back; gates and a temporal gate keep it.",
  about: `The mean over ${rows} held-out palindromes of ${length} one-hot digits of the norm of dL/dh_t, where L is the cross-entropy after the last step. 64 units, before training and after training with Adam at 0.003.`,
  jobs: ({ full, seeds, steps = full ? 1000 : 50 }) =>
    Array.from({ length: seeds ?? (full ? 3 : 1) }, (_, seed) =>
      variants.map((variant) => ({
        label: `${variant.name}, seed ${seed}`,
        spec: { ...variant, steps, seed },
        work: steps,
      })),
    ).flat(),
  run: async (spec, { progress }) => {
    const { cell, initialisation, forgetBias, steps, seed } = spec;
    const dataset = palindromes({ length, batch: 64, seed, heldOut: rows });
    const model = sequenceClassifier({
      cell,
      initialisation,
      forgetBias: forgetBias === "chrono" ? { chrono: length - 1 } : forgetBias,
      hiddenSize: 64,
      classes: 10,
      input: { kind: "vector", size: 10 },
    });
    const params = model.init(split(seeded(seed), "parameters"));
    const optimizer = chain(clipByGlobalNorm(1), adam(3e-3));
    const state = trainingState({ params, optimizer });
    disposeTree(params);
    const norms = async () => {
      const batch = toTensors(dataset.heldOut.at(0));
      try {
        const targets = batch.targets as Tensor1D;
        const { recurrent, head } = state.params;
        const found = await normsOf(model.recurrent, recurrent, batch.inputs, (output) =>
          mul(softmaxCrossEntropy(applyHead(head, output), targets), rows),
        );
        return Array.from(found, (norm) => (Number.isFinite(norm) ? norm : null));
      } finally {
        disposeTree(batch);
      }
    };
    try {
      const before = await norms();
      const batches = firstOf(dataset.training.from(0), steps);
      const events = train({
        ...{ state, optimizer, batches, objective: crossEntropy(model) },
        rng: seeded(seed),
        reportEvery: 10,
      });
      try {
        for await (const { step } of events) progress(step / steps, `step ${step} of ${steps}`);
      } catch (error) {
        if (!(error instanceof TenetError && error.code === "DIVERGED")) throw error;
        return { before, after: null };
      }
      return { before, after: await norms() };
    } finally {
      disposeTrainingState(state);
    }
  },
  report: (finished) => {
    // A network that diverged has no curve after training. It comes last, so that the others look the same in both figures.
    const drawn = finished.toSorted(
      (a, b) => Number(a.result.after === null) - Number(b.result.after === null),
    );
    const curves = (when: keyof Norms) =>
      Array.from(
        grouped(drawn, ({ spec }) => spec.name),
        ([name, runs]) => ({ name, norms: meanLog(seriesOf(runs, when)) }),
      ).filter(({ norms }) => norms.some((norm) => norm > 0 && Number.isFinite(norm)));
    const kept = (name: string, when: keyof Norms) => keptOf(finished, name, when);
    const plain = kept("RNN, Xavier", "before");
    const gated = ["LSTM, chrono", "GRU, chrono", "phased LSTM"].map((name) => kept(name, "before"));
    const said = `Before training, from step ${late} back to the first, dL/dh_t falls to ${inPercent(plain)} in a plain RNN from Xavier weights and to ${inPercent(kept("LSTM, forget bias 1", "before"))} in an LSTM with a forget bias of 1, but only to ${inPercent(gated[0])} with chrono biases, to ${inPercent(gated[1])} in a GRU with these, and to ${inPercent(gated[2])} in a phased LSTM.`;
    return {
      verdict: { outcome: gated.every((fraction) => fraction > 10 * plain) ? "holds" : "fails", said },
      figures: [
        {
          name: "gradients-before",
          svg: gradientNorms({ title: "‖dL/dh_t‖ before training", curves: curves("before") }),
        },
        {
          name: "gradients-after",
          svg: gradientNorms({ title: "‖dL/dh_t‖ after training", curves: curves("after") }),
        },
      ],
      tables: [
        {
          caption: `The part of the gradient that reaches the first step, from step ${late} and from the last`,
          note: `The decimal logarithm: -2 is a hundredth. The median over the seeds, and the lowest to the highest. "${explodes}" stands where a gradient is too large for float32 numbers, which end at 3.4e38, or training diverges of it.`,
          columns: [
            "",
            ...[late, length - 1].flatMap((t) => [`from t = ${t}, before`, `from t = ${t}, after`]),
          ],
          rows: Array.from(
            grouped(finished, ({ spec }) => spec.name),
            ([name, runs]) => [
              name,
              ...[late, length - 1].flatMap((from) =>
                (["before", "after"] as const).map((when) =>
                  inPowersOfTen(seriesOf(runs, when).map((norms) => reaches(norms, from))),
                ),
              ),
            ],
          ),
          numericColumns: [1, 2, 3, 4],
        },
      ],
      notes: [],
    };
  },
});

const explodes = "explodes";

type Run = Finished<Spec, Norms>;

/** The norms of the runs that have some, with infinity for those that are too large. */
function seriesOf(runs: readonly Run[], when: keyof Norms): number[][] {
  return runs.flatMap(({ result }) => {
    const norms = result[when];
    return norms === null ? [] : [norms.map((norm) => norm ?? Number.POSITIVE_INFINITY)];
  });
}

/** A late step that is not the last. The last h_T goes to the head by itself, which no earlier one does, whatever the cell keeps. */
const late = 75;

/** The part of dL/dh_t at a step, counted from 1, that reaches the first. */
function reaches(norms: readonly number[], from: number): number {
  return (norms[0] as number) / (norms[from - 1] as number);
}

function inPowersOfTen(values: readonly number[]): string {
  const finite = values.filter((value) => Number.isFinite(value));
  return finite.length === 0 ? explodes : inWords(seedsSummary(finite.map(Math.log10)), 1);
}

function keptOf(finished: readonly Run[], name: string, when: keyof Norms): number {
  const series = seriesOf(
    finished.filter(({ spec }) => spec.name === name),
    when,
  );
  return series.length === 0 ? Number.NaN : seedsSummary(series.map((norms) => reaches(norms, late))).median;
}

function inPercent(value = Number.NaN): string {
  return Number.isNaN(value) ? "(not run)" : `${Number((100 * value).toPrecision(2))} %`;
}

/** The geometric mean over the seeds, step by step: the norms span many powers of ten. */
function meanLog(norms: readonly (readonly number[])[]): number[] {
  const [first = []] = norms;
  return first.map((_, step) =>
    Math.exp(norms.reduce((total, one) => total + Math.log(one[step] as number), 0) / norms.length),
  );
}
