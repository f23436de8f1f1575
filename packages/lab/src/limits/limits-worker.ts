import { fromEach } from "../training/from-each.ts";
import { isEvaluated } from "../training/is-evaluated.ts";
import type { Network } from "../training/network.ts";
import { endEach, networkFrom, type Saved, saveEach } from "../training/saved.ts";
import { type TrainingRun, trainingWorker } from "../training/training-worker.ts";
import { learner } from "./learner.ts";
import { limitsData } from "./limits-data.ts";
import { cellsOf, type LimitsFact, type LimitsValues, type LimitsWorker } from "./limits-facts.ts";
import { limitsTaskNames } from "./limits-tasks.ts";

/** The networks of all tasks and cells, which take turns: one step each. */
export function limitsWorker(): LimitsWorker {
  const { ask: _, ...worker } = trainingWorker<LimitsValues, LimitsFact, TrainingRun<LimitsValues>>(
    beginLimits,
  );
  return worker;
}

/** A task counts as learned after so many evaluations in a row with at least this accuracy. */
const learned = { accuracy: 0.99, evaluations: 3 };

function beginLimits(
  begun: LimitsValues,
  report: (fact: LimitsFact) => void,
  saved?: Saved,
): TrainingRun<LimitsValues> {
  let values = begun;
  let step = saved?.step ?? 0;
  const networks: (Network | undefined)[] = limitsTaskNames.flatMap((name, row) => {
    const data = limitsData(name, values);
    return cellsOf(values).map((cell, column, { length }) =>
      networkFrom(saved, row * length + column, (checkpoint) =>
        learner(data, cell, () => values, checkpoint),
      ),
    );
  });
  const streaks = networks.map(() => 0);

  const evaluateAll = async () => {
    const accuracies = await fromEach(networks, report, async (one) => (await one.evaluate()).accuracy);
    report({ kind: "scores", step, accuracies });
    for (const [lane, accuracy] of accuracies.entries()) {
      streaks[lane] = (accuracy ?? 0) < learned.accuracy ? 0 : (streaks[lane] as number) + 1;
      if (streaks[lane] !== learned.evaluations) continue;
      await networks[lane]?.end();
      networks[lane] = undefined;
      report({ kind: "learned", lane, step });
    }
  };

  return {
    start: evaluateAll,
    async step() {
      if (networks.every((one) => one === undefined)) return false;
      await fromEach(networks, report, (one) => one.step());
      step += 1;
      const evaluated = isEvaluated(step, [2, 5]);
      if (evaluated) await evaluateAll();
      return evaluated;
    },
    adjust(next) {
      values = next;
    },
    save: () => saveEach(step, networks),
    end: () => endEach(networks),
  };
}
