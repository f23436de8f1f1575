import type { NetworkTask } from "../cases/task.ts";
import type { Check } from "../results/results.ts";
import type { Timeline } from "../results/timeline.ts";
import type { Subject } from "../subjects/subject.ts";
import type { Connect } from "./connection.ts";
import type { Pace } from "./pace.ts";
import type { Facts } from "./requests.ts";

/** What to measure, on which subjects, and how. */
export type Measurement = {
  readonly task: NetworkTask;
  /** Whether to record what each thread does in a call. */
  readonly timeline: boolean;
  /** The subjects in the order of a round. Rounds below 0 do not count. */
  order(round: number): readonly Subject[];
  readonly connect: Connect;
  readonly pace: Pace;
  /** Called between rounds. */
  between?(): Promise<void>;
  /** Stops the measurement. Rounds that are complete count. The caller that aborts also stops the connections. */
  readonly signal?: AbortSignal;
};

/** The next step: a subject starts, or works for one turn. */
export type Step = { readonly subject: string; readonly doing: "starts" | "works" };

/** What was measured of a subject, or why it was not. */
export type Outcome = { readonly subject: Subject } & (
  | {
      readonly status: "measured";
      /** Milliseconds or megabytes. */
      readonly rounds: readonly number[];
      readonly check: Check;
      readonly facts?: Facts;
      readonly timeline?: Timeline;
    }
  | { readonly status: "skipped" | "failed"; readonly reason: string }
);
