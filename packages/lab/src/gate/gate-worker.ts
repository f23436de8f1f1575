import { fromEach } from "../training/from-each.ts";
import { isEvaluated } from "../training/is-evaluated.ts";
import { endEach, networkFrom, type Saved, saveEach } from "../training/saved.ts";
import { type TrainingRun, trainingWorker } from "../training/training-worker.ts";
import { cellsOf, type GateFact, type GateValues, type GateWorker } from "./gate-facts.ts";
import { type GateLane, gateLane } from "./gate-lane.ts";

/** The networks as a worker exposes them: they take turns, one step each. */
export function gateWorker(): GateWorker {
  const { ask: _, ...worker } = trainingWorker<GateValues, GateFact, TrainingRun<GateValues>>(beginGate);
  return worker;
}

function beginGate(
  begun: GateValues,
  report: (fact: GateFact) => void,
  saved?: Saved,
): TrainingRun<GateValues> {
  let values = begun;
  let step = saved?.step ?? 0;
  const lanes: (GateLane | undefined)[] = cellsOf(values).map((cell, index) =>
    networkFrom(saved, index, (checkpoint) => gateLane(cell, () => values, checkpoint)),
  );
  const evaluateAll = async () => {
    const found = await fromEach(lanes, report, (one) => one.evaluate());
    report({ kind: "evaluation", step, lanes: found, periods: await lanes[0]?.periods() });
  };
  return {
    start: evaluateAll,
    async step() {
      await fromEach(lanes, report, (one) => one.step());
      step += 1;
      report({ kind: "step", step });
      const evaluated = isEvaluated(step, [1, 2, 5]);
      if (evaluated) await evaluateAll();
      return evaluated;
    },
    adjust(next) {
      values = next;
    },
    save: () => saveEach(step, lanes),
    end: () => endEach(lanes),
  };
}
