import { course, type Experiment, type Variant } from "./experiment.ts";

const lengths = [5, 10, 15, 20, 30];

/** The comparisons of the course report, by name. */
export const experiments: readonly Experiment[] = [
  {
    name: "lengths",
    title: "RNN and LSTM by length",
    about:
      "The setting of the course: digits as numbers, 128 units, batches of 128, RMSProp at 0.001, clip 10. Initial weights are from N(0, 1), as in the report, or from this library's default (Xavier, orthogonal, forget bias 1). The initialisation moves the length at which a network fails.",
    variants: (["normal", "default"] as const).flatMap((initialisation) =>
      (["rnn", "lstm"] as const).flatMap((cell) =>
        lengths.map((length): Variant => {
          const weights = initialisation === "normal" ? "N(0, 1)" : "default";
          return {
            name: `${cell.toUpperCase()}, ${weights}`,
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
      "An LSTM on one-hot digits, with the same seeds and data for all optimizers. Left: all at a learning rate of 0.001. Right: each at a learning rate that suits it. Momentum accumulates gradients over steps, RMSProp scales each parameter by the size of its recent gradients, and Adam does both.",
    variants: [
      ...optimizers("learning rate 0.001", { sgd: 1e-3, momentum: 1e-3, rmsprop: 1e-3, adam: 1e-3 }),
      ...optimizers("tuned learning rate", { sgd: 1, momentum: 0.1, rmsprop: 1e-3, adam: 3e-3 }),
    ],
    steps: 1000,
    seeds: 3,
    byLength: false,
  },
  {
    name: "encodings",
    title: "Digits as numbers, one-hot vectors, or learned embeddings",
    about:
      "The setting of the course on palindromes of 10 digits, with three encodings of a digit. As a number, 9 is nine times as strong an input as 1. As a one-hot vector or an embedding, each digit has its own weights.",
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
      "One-hot palindromes of 10 digits, Adam at 0.003. A closed gate leaves the state of its unit unchanged. The temporal gate is made for long and irregular sequences, so networks learn more slowly with it here, where every digit counts.",
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
