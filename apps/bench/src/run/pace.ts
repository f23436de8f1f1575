/** How many rounds there are, how long each subject works, and how long to wait for it. Times are in milliseconds. */
export type Pace = {
  readonly rounds: number;
  /** Time to work before the first round. It does not count. */
  readonly warmUp: number;
  /** Time to work in each round; at least one call. */
  readonly turn: number;
  /** The longest that a call may take. A slower subject is skipped. */
  readonly longestCall: number;
  /** A subject whose calls take longer takes part only in the first `slowRounds` rounds. */
  readonly slowCall: number;
  readonly slowRounds: number;
  /** The longest that a library may take to start. */
  readonly longestStart: number;
};

/** The pace of each mode. */
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
