import { phrase, problem } from "@tenetjs/core/internals";
import type { CommonOptions } from "../options/common-options.ts";
import { type KeptValues, keptValues, type OptionTable } from "../options/option.ts";
import { newRun } from "../run/run.ts";
import type { GeneratedTrainable } from "./generated-trainable.ts";
import { heldOutEvaluation } from "./held-out-evaluation.ts";
import type { TaskWork } from "./task.ts";

/** The work of a task with generated data. `trainable` returns what a run trains. */
export function generatedWork<Options extends CommonOptions>(
  { name, options: table }: { readonly name: string; readonly options: OptionTable & Options },
  trainable: (options: KeptValues<Options>) => GeneratedTrainable,
): TaskWork<Options, null> {
  return {
    begin: async ({ values }) => {
      const options = keptValues(table, values);
      const { network, ...made } = trainable(options);
      const run = newRun<Options, null>({ task: name, network, vocabulary: null, options, data: null });
      return { run, trainable: made };
    },
    open: async ({ options }, { names }) => {
      if (names.length === 0) return trainable(options);
      const expected = `no files for a run of ${name}, which reads none`;
      throw new RangeError(problem("resume", expected, phrase(names.join(", "))));
    },
    network: ({ options }) => trainable(options).network,
    evaluator: heldOutEvaluation(({ options }) => trainable(options as KeptValues<Options>)),
  };
}
