import type { NetworkTask } from "../cases/task.ts";
import type { Check } from "../results/results.ts";
import type { Subject } from "../subjects/subject.ts";
import type { Connect } from "./connection.ts";
import type { Pace } from "./pace.ts";
import type { Facts } from "./requests.ts";

/** What is to be measured of whom, and how. */
export type Measurement = {
  readonly task: NetworkTask;
  /** The subjects in the order of a round. Rounds below 0 are those that do not count. */
  order(round: number): readonly Subject[];
  readonly connect: Connect;
  readonly pace: Pace;
  /** Ends the measurement; what there is by then counts. Whoever aborts stops the connections too. */
  readonly signal?: AbortSignal;
};

/** What is done next: a subject starts, or has its turn. */
export type Step = { readonly subject: string; readonly doing: "starts" | "works" };

/** What became of a subject. */
export type Outcome = { readonly subject: Subject } & (
  | {
      readonly status: "measured";
      /** Milliseconds, or megabytes. */
      readonly rounds: readonly number[];
      readonly check: Check;
      readonly facts?: Facts;
    }
  | { readonly status: "skipped" | "failed"; readonly reason: string }
);
