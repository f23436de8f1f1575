import { fromEach } from "../training/from-each.ts";
import { isEvaluated } from "../training/is-evaluated.ts";
import type { SequenceReading } from "../training/read-sequence.ts";
import { endEach, networkFrom, type Saved, saveEach } from "../training/saved.ts";
import type { TrainingRun } from "../training/training-worker.ts";
import { type Lane, type LaneValues, lane } from "./lane.ts";
import type { LaneEvaluation, RaceFact, RaceValues, Replay } from "./race-facts.ts";
import type { RaceTask } from "./race-task.ts";

/** Networks that learn the same palindromes, one step after the other. */
export type Race<Values> = TrainingRun<Values> & {
  replay(row: number): Promise<Replay>;
  /** How the first network reads a held-out palindrome. Undefined if it has failed. */
  read(row: number): Promise<SequenceReading | undefined>;
};

/** The fraction of the time that measuring gradients may take. */
const normShare = 0.1;

/** A race of the networks of `task`, at its beginning or where it was saved. */
export function beginRace<Values extends LaneValues & Pick<RaceValues, "autoplay">>(
  task: RaceTask,
  begun: Values,
  report: (fact: RaceFact) => void,
  saved?: Saved,
): Race<Values> {
  let values = begun;
  const lanes: (Lane | undefined)[] = task.cells.map((cell, index) =>
    networkFrom(saved, index, (checkpoint) => lane(task, cell, () => values, checkpoint)),
  );
  let step = saved?.step ?? 0;
  /** The time until which no gradients are measured, so that training gets most of it. */
  let normsFrom = 0;

  const evaluateAll = async () => {
    const start = performance.now();
    // If the race goes on by itself, its curves are to move as soon as they can.
    const withNorms = (step > 1 || !values.autoplay) && start >= normsFrom;
    const found = await fromEach(lanes, report, async (one): Promise<LaneEvaluation> => {
      const { accuracy, loss } = await one.evaluate();
      return { accuracy, loss, norms: withNorms ? await one.norms() : [] };
    });
    const end = performance.now();
    if (withNorms) normsFrom = end + (end - start) / normShare;
    report({ kind: "evaluation", step, lanes: found });
  };

  return {
    start: evaluateAll,
    async step() {
      const losses = await fromEach(lanes, report, (one) => one.step());
      step += 1;
      report({ kind: "losses", step, lanes: losses });
      const evaluated = isEvaluated(step, [1, 2, 5]);
      if (evaluated) await evaluateAll();
      return evaluated;
    },
    adjust(next) {
      values = next;
    },
    async replay(row) {
      return { step, row, lanes: await fromEach(lanes, report, (one) => one.replay(row)) };
    },
    read: async (row) => await lanes[0]?.read(row),
    save: () => saveEach(step, lanes),
    end: () => endEach(lanes),
  };
}
