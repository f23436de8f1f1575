import { palindromes } from "@tenetjs/datasets";
import { fromEach } from "../training/from-each.ts";
import { isEvaluated } from "../training/is-evaluated.ts";
import type { Network } from "../training/network.ts";
import { endEach, networkFrom, type Saved, saveEach } from "../training/saved.ts";
import { type TrainingRun, trainingWorker } from "../training/training-worker.ts";
import { startNetwork } from "./start-network.ts";
import type { StartsFact, StartsValues, StartsWorker } from "./starts-facts.ts";
import { panelsOf } from "./starts-panels.ts";

/** The networks of all panels and seeds, which take turns: one step each. */
export function startsWorker(): StartsWorker {
  const { ask: _, ...worker } = trainingWorker<StartsValues, StartsFact, TrainingRun<StartsValues>>(
    beginStarts,
  );
  return worker;
}

function beginStarts(
  begun: StartsValues,
  report: (fact: StartsFact) => void,
  saved?: Saved,
): TrainingRun<StartsValues> {
  let values = begun;
  let step = saved?.step ?? 0;
  const { length, seed, seeds } = values;
  const task = palindromes({ length, batch: 32, heldOut: 100, seed });
  const networks: (Network | undefined)[] = panelsOf(values).flatMap((plan, panel) =>
    Array.from({ length: seeds }, (_, index) =>
      networkFrom(saved, panel * seeds + index, (checkpoint) =>
        startNetwork(task, plan, seed + index, () => values, checkpoint),
      ),
    ),
  );
  const evaluateAll = async () => {
    const accuracies = await fromEach(networks, report, async (one) => (await one.evaluate()).accuracy);
    report({ kind: "scores", step, accuracies });
  };
  return {
    start: evaluateAll,
    async step() {
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
