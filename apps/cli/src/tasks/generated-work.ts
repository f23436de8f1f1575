import { phrase, problem } from "@tenetjs/core/internals";
import type { CommonOptions } from "../options/common-options.ts";
import { type KeptValues, keptValues, type OptionTable } from "../options/option.ts";
import { newRun } from "../run/run.ts";
import type { GeneratedTrainable } from "./generated-trainable.ts";
import { heldOutEvaluation } from "./held-out-evaluation.ts";
import type { TaskWork } from "./task.ts";
import { type Presets, withPreset } from "./with-preset.ts";

/** The work of a task with generated data. `trainable` returns what a run trains. */
export function generatedWork<Options extends CommonOptions>(
  {
    name,
    options: table,
    presets,
  }: {
    readonly name: string;
    readonly options: OptionTable & Options;
    readonly presets?: Presets;
  },
  trainable: (options: KeptValues<Options>) => GeneratedTrainable,
): TaskWork<Options, null> {
  return {
    begin: async ({ values, ...request }) => {
      const chosen = hasPreset(values) ? withPreset(values, presets ?? {}, request) : values;
      const options = keptValues(table, chosen);
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

function hasPreset<Values extends object>(values: Values): values is Values & { readonly preset: string } {
  return "preset" in values;
}
