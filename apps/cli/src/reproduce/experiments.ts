import { course, type Experiment, type Variant } from "./experiment.ts";

const lengths = [5, 10, 15, 20, 30];

/** The comparisons of the course report, by name. */
export const experiments: readonly Experiment[] = [
  {
    name: "lengths",
    title: "RNN and LSTM by length",
    about:
      "The course's setting: digits as numbers, 128 units, batches of 128, RMSProp at 0.001, clip 10. From N(0, 1) weights, as the report's runs, and from this library's own start (Xavier, orthogonal, forget bias 1): where a network starts moves the length at which it fails.",
    variants: (["normal", "default"] as const).flatMap((initialisation) =>
      (["rnn", "lstm"] as const).flatMap((cell) =>
        lengths.map((length): Variant => {
          const start = initialisation === "normal" ? "N(0, 1)" : "own start";
          return {
            name: `${cell.toUpperCase()}, ${start}`,
            group: `T = ${length}`,
            run: { ...course, cell, length, initialisation },
          };
        }),
      ),
    ),
    steps: 2000,
    seeds: 1,
    byLength: true,
  },
  {
    name: "optimizers",
    title: "Optimizers on palindromes of 8 digits",
    about:
      "An LSTM on one-hot digits, the same seeds and data for all. Left, all at the rate 0.001; right, each at a rate that suits it. Momentum sums up gradients over steps; RMSProp scales each parameter by the size of its own recent gradients; Adam does both.",
    variants: [
      ...optimizers("rate 0.001 for all", { sgd: 1e-3, momentum: 1e-3, rmsprop: 1e-3, adam: 1e-3 }),
      ...optimizers("a rate of its own", { sgd: 1, momentum: 0.1, rmsprop: 1e-3, adam: 3e-3 }),
    ],
    steps: 1000,
    seeds: 3,
    byLength: false,
  },
  {
    name: "encodings",
    title: "Digits as numbers, one-hot vectors, or learned embeddings",
    about:
      "The course's setting on palindromes of 10 digits, but for how the network sees a digit. As a number, 9 is nine times as strong as 1; as a one-hot vector or an embedding, each digit has weights of its own.",
    variants: (["rnn", "lstm"] as const).flatMap((cell) =>
      (["scalar", "one-hot", "embedding"] as const).map(
        (encoding): Variant => ({
          name: encoding,
          group: cell.toUpperCase(),
          run: { ...course, cell, encoding },
        }),
      ),
    ),
    steps: 1000,
    seeds: 3,
    byLength: false,
  },
  {
    name: "phased",
    title: "Cells behind a temporal gate",
    about:
      "One-hot palindromes of 10 digits, Adam at 0.003. A gate that is closed leaves its unit's state alone, so that it learns more slowly here, where every digit counts: the temporal gate is made for long and irregular sequences.",
    variants: (["rnn", "lstm", "gru"] as const).flatMap((cell) =>
      ([cell, `phased-${cell}`] as const).map(
        (kind): Variant => ({
          name: kind === cell ? "plain" : "phased",
          group: cell.toUpperCase(),
          run: { ...course, cell: kind, encoding: "one-hot", optimizer: "adam", learningRate: 3e-3 },
        }),
      ),
    ),
    steps: 1000,
    seeds: 3,
    byLength: false,
  },
];

function optimizers(
  group: string,
  rates: Readonly<Record<"sgd" | "momentum" | "rmsprop" | "adam", number>>,
): Variant[] {
  const names = { sgd: "SGD", momentum: "SGD with momentum", rmsprop: "RMSProp", adam: "Adam" } as const;
  return (["sgd", "momentum", "rmsprop", "adam"] as const).map((optimizer) => ({
    name: names[optimizer],
    group,
    run: { ...course, length: 8, encoding: "one-hot", optimizer, learningRate: rates[optimizer] },
  }));
}
