import { type Curriculum, strictCurriculum } from "../../run/curriculum.ts";
import { experiment, type Finished } from "../experiment.ts";
import { grouped } from "../report/grouped.ts";
import { inWords, seedsSummary } from "../report/seeds-summary.ts";
import { trainNetwork } from "../training/train-network.ts";
import type { Trained } from "../training/trained.ts";
import type { TrainingSpec } from "../training/training-spec.ts";

type Spec = TrainingSpec & { readonly cell: string; readonly recipe: string; readonly longest: number };

/** The whole recipe, and the recipe without one of its parts. */
const recipes = {
  whole: { options: {}, grows: true },
  "without chrono": { options: { forgetBias: 1 }, grows: true },
  "digits as numbers": { options: { encoding: "scalar" }, grows: true },
  "without curriculum": { options: {}, grows: false },
} as const;

type Recipe = keyof typeof recipes;

/** No mistake in 6,400 palindromes of a length, so that what is rare is learned where a step is cheap; and none in 3,200 of the last. */
const growing: Curriculum = { ...strictCurriculum, threshold: { accuracy: 0.9999, over: 100 } };
const withoutMistake = { accuracy: 0.9999, over: 50 };

/** The gates of a minGRU see the input alone, so it takes a second layer to tell the first digit from the same digit later. */
const cells = ["min-gru", "gru", "lstm", "phased-lstm"] as const;

/** At 0.003, a phased LSTM of a thousand steps is at .99 and does not settle. */
const rates: Readonly<Record<string, number>> = { "phased-lstm": 1e-3 };

function specOf(cell: string, recipe: Recipe, longest: number, steps: number): Omit<Spec, "seed"> {
  const { options, grows } = recipes[recipe];
  return {
    ...{ cell, recipe, longest, steps },
    task: "palindrome",
    options: {
      ...{ cell, length: longest, encoding: "one-hot", hiddenSize: 64, batch: 64 },
      ...{ optimizer: "adam", learningRate: rates[cell] ?? 3e-3, clip: 1, forgetBias: "chrono" },
      ...options,
      ...(cell === "min-gru" ? { layers: 2 } : {}),
    },
    until: withoutMistake,
    ...(grows ? { curriculum: growing } : {}),
  };
}

/** How far back a digit is remembered. */
export const far = experiment<Spec, Trained>({
  title: "How far back a digit is remembered",
  claim:
    "When lengths grow in training, gated cells learn palindromes of ten thousand digits, and the plain RNN of a thousand.",
  about:
    "One-hot palindromes, 64 units (two layers of them for the minGRU, whose gates see the input alone), batches of 64, Adam at 0.003 (0.001 for the phased LSTM). The length starts at 10 and grows fourfold after 100 steps without a mistake; biases are chrono for the last length. A run ends after 50 steps at the last length without a mistake. Networks that were trained up to T = 1000 are also evaluated on palindromes of 10,000 digits. Then each part of the recipe is left out in turn.",
  jobs: ({ full, seeds, steps = full ? 6000 : 400 }) => {
    const count = seeds ?? (full ? 5 : 1);
    const [longest, shorter] = full ? [10_000, 1000] : [100, 60];
    const without = (recipe: Recipe) => specOf("gru", recipe, shorter, Math.min(steps, 1500));
    const specs = [
      ...cells.map((cell) => ({ ...specOf(cell, "whole", shorter, steps), also: [{ length: longest }] })),
      ...[without("without chrono"), without("digits as numbers")],
      ...cells.map((cell) => specOf(cell, "whole", longest, steps)),
      ...[without("without curriculum"), specOf("rnn", "whole", shorter, steps)],
    ];
    return Array.from({ length: count }, (_, seed) =>
      specs.map((spec) => ({
        label: `${spec.cell}, T = ${spec.longest}, ${spec.recipe}, seed ${seed}`,
        spec: { ...spec, seed },
        work: spec.longest,
      })),
    ).flat();
  },
  run: trainNetwork,
  report: (finished) => {
    const lengths = Array.from(new Set(finished.map(({ spec }) => spec.longest))).sort((a, b) => a - b);
    const at = (length: number) =>
      finished.filter(({ spec }) => spec.recipe === "whole" && spec.longest === length);
    const parts = lengths.map((length) => {
      const runs = at(length);
      const names = Array.from(new Set(runs.map(({ spec }) => spec.cell))).join(", ");
      return `At T = ${length.toLocaleString("en")}, ${runs.filter(isRight).length} of ${runs.length} runs with the whole recipe (${names}) are above ${right} on held-out palindromes.`;
    });
    const isThere = (cell: string, length: number) => at(length).some(({ spec }) => spec.cell === cell);
    const isWhole = cells.every((cell) => isThere(cell, 10_000)) && isThere("rnn", 1000);
    const holds = lengths.every((length) => at(length).every(isRight));
    return {
      verdict: {
        outcome: isWhole ? (holds ? "holds" : "fails") : "open",
        said: [...parts, ...withoutParts(finished)].join(" "),
      },
      figures: [],
      tables: [tableOf(finished)],
      notes: [],
    };
  },
});

type Run = Finished<Spec, Trained>;

/** The held-out accuracy from which on a length counts as learned. */
const right = 0.999;

function isRight({ result }: Run): boolean {
  return (result.heldOut?.accuracy ?? 0) > right;
}

/** What the recipe does without each of its parts. */
function withoutParts(finished: readonly Run[]): string[] {
  const runs = grouped(
    finished.filter(({ spec }) => spec.recipe !== "whole"),
    ({ spec }) => spec.recipe,
  );
  const said = Array.from(runs, ([recipe, own]) => {
    const accuracy = inWords(seedsSummary(own.map(({ result }) => result.heldOut?.accuracy ?? 0)));
    const steps = inWords(seedsSummary(own.map(({ result }) => result.steps)), 0);
    return `${recipe}, ${accuracy} after ${steps} steps`;
  });
  return said.length === 0 ? [] : [`What a GRU comes to when a part is left out: ${said.join("; ")}.`];
}

function tableOf(finished: readonly Run[]) {
  const key = ({ spec }: Run) => `${spec.cell} ${spec.longest} ${spec.recipe}`;
  return {
    caption: "Held-out accuracy at the last length, and how long it took",
    note: "The median over the seeds, and the lowest to the highest. Seconds are of training on this machine.",
    columns: [
      "cell",
      "T",
      "recipe",
      "seeds",
      "held out",
      "held out, longest T",
      "reached T",
      "steps",
      "seconds",
    ],
    rows: Array.from(grouped(finished, key).values(), (runs) => {
      const [{ spec }] = runs as [Finished<Spec, Trained>];
      const over = (value: (result: Trained) => number, digits: number) =>
        inWords(seedsSummary(runs.map(({ result }) => value(result))), digits);
      return [
        spec.cell,
        spec.longest,
        spec.recipe,
        runs.length,
        over(({ heldOut }) => heldOut?.accuracy ?? 0, 3),
        spec.also === undefined ? "" : over(({ also: [longer] }) => longer?.accuracy ?? 0, 3),
        over(({ reached }) => reached ?? spec.longest, 0),
        over(({ steps }) => steps, 0),
        over(({ seconds }) => seconds, 1),
      ];
    }),
    numericColumns: [4, 5, 6, 7, 8],
  };
}
