import { seed } from "@tenetjs/core";
import { disposeTree } from "@tenetjs/core/tensors";
import { int8Weights } from "@tenetjs/models";
import type { Source } from "../../../corpus/read-source.ts";
import type { ValuesOf } from "../../../options/option.ts";
import type { Run } from "../../../run/run.ts";
import { paramsFrom, type StoredWeights } from "../../../run/stored-weights.ts";
import type { Language, TaskWork } from "../../task.ts";
import { evaluateRun } from "./evaluate-run.ts";
import { dynamicRate, type evaluationOptions } from "./evaluation-options.ts";
import { reportLines } from "./report-lines.ts";
import { scoringTrial } from "./scoring-trial.ts";

/**
 * A function that returns the evaluator of a language model, with an n-gram model of its training text for comparison. `textOf` returns the
 * text of another source.
 */
export function languageEvaluation<TextRun extends Pick<Run, "task">>(
  languageOf: (run: TextRun, from: Pick<StoredWeights, "own">) => Language,
  textOf: (source: Source, run: TextRun) => Promise<string>,
): TaskWork["evaluator"] {
  return (stored, { values: asked, name, terminal }) => {
    const values = asked as ValuesOf<typeof evaluationOptions>;
    const run = stored.run as Pick<Run, "task"> as TextRun;
    const language = languageOf(run, stored);
    const { model } = language;
    return {
      trial: () => scoringTrial(model),
      report: async () => {
        const exact = paramsFrom(stored, () => model.init(seed(0)));
        let params = exact;
        try {
          if (values.int8) params = await int8Weights(model, exact);
          const report = await evaluateRun({
            ...{ terminal, language, params, weights: stored.source, file: name, int8: values.int8 },
            textOf: (source) => textOf(source, run),
            trainingText: values.trainingText,
            order: values.baseline ? values.order : null,
            replaceUnknown: values.replaceUnknown,
            dynamicRate: values.dynamic === true ? dynamicRate : values.dynamic,
          });
          return { json: report, lines: reportLines(report) };
        } finally {
          disposeTree(exact);
          if (params !== exact) disposeTree(params);
        }
      },
    };
  };
}
