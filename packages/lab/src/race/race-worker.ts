import { fromEach } from "../training/from-each.ts";
import { isEvaluated } from "../training/is-evaluated.ts";
import { endEach, networkFrom, type Saved, saveEach } from "../training/saved.ts";
import { type TrainingRun, trainingWorker } from "../training/training-worker.ts";
import { type Lane, lane } from "./lane.ts";
import type { LaneEvaluation, RaceFact, RaceValues, RaceWorker, Replay } from "./race-facts.ts";
import { raceTask } from "./race-task.ts";

/** The race as a worker exposes it: it answers while it trains, between two steps. */
export function raceWorker(): RaceWorker {
  const { ask, ...worker } = trainingWorker(beginRace);
  return { ...worker, replay: (row) => ask((race) => race.replay(row)) };
}

type Race = TrainingRun<RaceValues> & { replay(row: number): Promise<Replay> };

/** The fraction of the time that measuring gradients may take. */
const normShare = 0.1;

function beginRace(begun: RaceValues, report: (fact: RaceFact) => void, saved?: Saved): Race {
  let values = begun;
  const task = raceTask(values);
  const lanes: (Lane | undefined)[] = task.cells.map((cell, index) =>
    networkFrom(saved, index, (checkpoint) => lane(task, cell, () => values, checkpoint)),
  );
  let step = saved?.step ?? 0;
  /** The time until which no gradients are measured, so that training gets most of it. */
  let normsFrom = 0;

  const evaluateAll = async () => {
    const start = performance.now();
    const withNorms = start >= normsFrom;
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
    save: () => saveEach(step, lanes),
    end: () => endEach(lanes),
  };
}
