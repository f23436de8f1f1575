/** How often and how long each subject works, and how long it is waited for. All in milliseconds. */
export type Pace = {
  readonly rounds: number;
  /** Of work before the first round, which does not count. */
  readonly warmUp: number;
  /** Of work in each round: at least one call. */
  readonly turn: number;
  /** The most that a call may take: who needs longer would make all others wait. */
  readonly longestCall: number;
  /** The most that a library may take to be ready. */
  readonly longestStart: number;
};

/** By mode. */
export const paces: Readonly<Record<"quick" | "full", Pace>> = {
  quick: { rounds: 7, warmUp: 250, turn: 100, longestCall: 3000, longestStart: 20_000 },
  full: { rounds: 11, warmUp: 1500, turn: 350, longestCall: 25_000, longestStart: 90_000 },
};
