import type { Experiment } from "./experiment.ts";

/** An experiment in the list, of which nothing else is loaded before it runs. */
export type ExperimentEntry = {
  readonly name: string;
  /** What it compares, for the help. */
  readonly description: string;
  load(): Promise<Experiment>;
};

/** All experiments, in the order of the report. */
export const allExperiments: readonly ExperimentEntry[] = [
  {
    name: "lengths",
    description: "RNN and LSTM on palindromes by length, from N(0, 1) and from a good start",
    load: async () => (await import("./experiments/lengths.ts")).lengths,
  },
  {
    name: "optimizers",
    description: "SGD, momentum, RMSProp and Adam on the same seeds and data",
    load: async () => (await import("./experiments/optimizers.ts")).optimizers,
  },
  {
    name: "encodings",
    description: "digits as numbers, one-hot vectors or learned embeddings",
    load: async () => (await import("./experiments/encodings.ts")).encodings,
  },
  {
    name: "parameters",
    description: "the parameters of an LSTM, counted by the library, by the sum and by the report",
    load: async () => (await import("./experiments/parameters.ts")).parameters,
  },
  {
    name: "gradients",
    description: "the norm of dL/dh_t through 100 steps, by cell and initialisation",
    load: async () => (await import("./experiments/gradients.ts")).gradients,
  },
  {
    name: "derivations",
    description: "the report's formulas for dL/dWph and dL/dWhh beside finite differences",
    load: async () => (await import("./experiments/derivations.ts")).derivations,
  },
  {
    name: "gate",
    description: "the temporal gate: its openness by parameters, and the gates that a network learns",
    load: async () => (await import("./experiments/gate.ts")).gate,
  },
  {
    name: "phased",
    description: "phased LSTM and LSTM on frequency discrimination, with three kinds of sampling",
    load: async () => (await import("./experiments/phased.ts")).phased,
  },
  {
    name: "alice",
    description: "a character model of a book: samples, temperatures, and a 6-gram model beside it",
    load: async () => (await import("./experiments/alice.ts")).alice,
  },
  {
    name: "chat",
    description: "a character model of a chat: accuracy, dates in order, and who sounds like whom",
    load: async () => (await import("./experiments/chat.ts")).chat,
  },
  {
    name: "two-books",
    description: "one network of two books: the loss of each, and a text that moves between them",
    load: async () => (await import("./experiments/two-books.ts")).twoBooks,
  },
  {
    name: "shakespeare",
    description: "four cells of a million parameters on Tiny Shakespeare",
    load: async () => (await import("./experiments/shakespeare.ts")).shakespeare,
  },
  {
    name: "memory-tasks",
    description: "adding, copying and parity: each cell against its baseline",
    load: async () => (await import("./experiments/memory-tasks.ts")).memoryTasks,
  },
  {
    name: "far",
    description: "how far back a digit is remembered: palindromes of up to 10,000 digits",
    load: async () => (await import("./experiments/far.ts")).far,
  },
];
