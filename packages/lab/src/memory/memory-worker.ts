import { fromEach } from "../training/from-each.ts";
import { isEvaluated } from "../training/is-evaluated.ts";
import { endEach, networkFrom, type Saved, saveEach } from "../training/saved.ts";
import { type TrainingRun, trainingWorker } from "../training/training-worker.ts";
import {
  cellsOf,
  type Look,
  type MemoryFact,
  type MemoryValues,
  type MemoryWorker,
  type Place,
} from "./memory-facts.ts";
import { type MemoryLane, memoryLane, memoryTask } from "./memory-lane.ts";
import { memoryText } from "./memory-texts.ts";

/** The networks as a worker exposes them: they answer while they train, between two steps. */
export function memoryWorker(): MemoryWorker {
  const { ask, ...worker } = trainingWorker(beginMemory);
  return { ...worker, look: (place) => ask((run) => run.look(place)) };
}

type MemoryRun = TrainingRun<MemoryValues> & { look(place: Place): Promise<Look> };

/** Networks that take turns: one step each. */
function beginMemory(begun: MemoryValues, report: (fact: MemoryFact) => void, saved?: Saved): MemoryRun {
  let values = begun;
  let step = saved?.step ?? 0;
  const task = memoryTask(memoryText(values.text, values.seed));
  const lanes: (MemoryLane | undefined)[] = cellsOf(values).map((cell, index) =>
    networkFrom(saved, index, (checkpoint) => memoryLane(task, cell, () => values, checkpoint)),
  );
  const evaluateAll = async () => {
    const found = await fromEach(lanes, report, (one) => one.remember());
    report({ kind: "evaluation", step, lanes: found });
  };
  return {
    start: evaluateAll,
    async step() {
      await fromEach(lanes, report, (one) => one.step());
      step += 1;
      report({ kind: "step", step });
      const evaluated = isEvaluated(step, [2, 5]);
      if (evaluated) await evaluateAll();
      return evaluated;
    },
    adjust(next) {
      values = next;
    },
    async look(place) {
      return { ...place, step, lanes: await fromEach(lanes, report, (one) => one.look(place)) };
    },
    save: () => saveEach(step, lanes),
    end: () => endEach(lanes),
  };
}
