/** How often and how long each subject works, and how long it is waited for. All in milliseconds. */
export type Pace = {
  readonly rounds: number;
  /** Of work before the first round, which does not count. */
  readonly warmUp: number;
  /** Of work in each round: at least one call. */
  readonly turn: number;
  /** The most that a call may take: who needs longer would make all others wait. */
  readonly longestCall: number;
  /** From how long a call on a subject is slow, and does not take part in all rounds. */
  readonly slowCall: number;
  /** The rounds that it does take part in, from the first on. */
  readonly slowRounds: number;
  /** The most that a library may take to be ready. */
  readonly longestStart: number;
};

/** By mode. */
export const paces: Readonly<Record<"quick" | "full", Pace>> = {
  quick: {
    rounds: 7,
    warmUp: 250,
    turn: 100,
    longestCall: 3000,
    slowCall: 500,
    slowRounds: 3,
    longestStart: 60_000,
  },
  full: {
    rounds: 9,
    warmUp: 800,
    turn: 250,
    longestCall: 12_000,
    slowCall: 1500,
    slowRounds: 3,
    longestStart: 120_000,
  },
};
