/* The tasks of `<tenet-limits>` as the reader sees them. What they are made of is in limits-data.ts. */

type TaskText = {
  readonly title: string;
  /** What a network has to do, in one sentence. */
  readonly asks: string;
  /** What the accuracy is a fraction of. */
  readonly right: string;
};

/** The tasks, from top to bottom. */
export const limitsTasks = {
  palindromes: {
    title: "Palindromes",
    asks: "Read T − 1 digits and name the first one again: hold on to one thing, and ignore the rest.",
    right: "of digits",
  },
  adding: {
    title: "Adding",
    asks: "Read T numbers, two of them marked, and give the sum of these two, to within 0.08.",
    right: "of sums",
  },
  copy: {
    title: "Copy",
    asks: "Read three symbols, wait, and write them down in order.",
    right: "of symbols",
  },
  parity: {
    title: "Parity",
    asks: "Read T bits and say whether the number of ones is odd: each 1 turns the answer over.",
    right: "of last answers",
  },
} as const satisfies Readonly<Record<string, TaskText>>;

export type LimitsTaskName = keyof typeof limitsTasks;

/** The names of the tasks, from top to bottom. */
export const limitsTaskNames = Object.keys(limitsTasks) as readonly LimitsTaskName[];
