import type { Trial } from "@tenetjs/backends";
import { phrase, problem } from "@tenetjs/core/internals";
import { disposeTree } from "@tenetjs/core/tensors";
import type { Run } from "../run/run.ts";
import type { Measures } from "../run/run-event.ts";
import { paramsFrom, weightsLine } from "../run/stored-weights.ts";
import type { Trainable } from "../run/trainable.ts";
import { columns } from "../terminal/columns.ts";
import type { TaskWork } from "./task.ts";

/** A function that returns the evaluator of a run on the held-out data of its trainable, with chance for comparison. */
export function heldOutEvaluation(trainableOf: (run: Run) => Trainable): TaskWork["evaluator"] {
  return (stored, { name }) => {
    const { run, source } = stored;
    if (name !== undefined) {
      const expected = `no file for a run of ${run.task}, which has held-out data of its own`;
      throw new RangeError(problem("eval", expected, phrase(name)));
    }
    const trainable = trainableOf(run);
    return {
      trial: () => heldOutTrial(trainable),
      report: async () => {
        const params = paramsFrom(stored, trainable.initialParams);
        try {
          const { measures } = await trainable.heldOut(params, "all");
          const { title, lossUnit = "nats", chance } = trainable;
          const rows = [row("network", measures), ...(chance === undefined ? [] : [row("chance", chance)])];
          return {
            json: { weights: source, ...measures, chance: chance ?? null },
            lines: [
              weightsLine(source),
              title,
              ...columns([["", `loss (${lossUnit})`, "accuracy"], ...rows]),
            ],
          };
        } finally {
          disposeTree(params);
        }
      },
    };
  };
}

function row(name: string, { loss, accuracy }: Measures): string[] {
  return [name, loss.toFixed(4), accuracy.toFixed(4)];
}

/** A trial that times evaluations of fresh parameters on held-out data. */
function heldOutTrial(trainable: Trainable): Trial {
  const params = trainable.initialParams();
  return {
    run: async (steps) => {
      for (let step = 0; step < steps; step += 1) await trainable.heldOut(params, "subset");
    },
    end: () => disposeTree(params),
  };
}
