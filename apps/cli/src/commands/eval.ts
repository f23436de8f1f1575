import { disposeTree } from "@tenetjs/core/tensors";
import { Command } from "commander";
import { startBackend } from "../backend.ts";
import { evaluateRun } from "../evaluate/evaluate-run.ts";
import { reportLines } from "../evaluate/report-lines.ts";
import { scoringTrial } from "../evaluate/scoring-trial.ts";
import { type BackendOptions, withBackendOptions } from "../options/backend-options.ts";
import { wholeNumber } from "../options/numbers.ts";
import { weightsOption } from "../options/weights-option.ts";
import { loadLanguageModel, readLanguageModel } from "../run/load-language-model.ts";
import type { WeightsChoice } from "../run/weights-file.ts";
import type { Terminal } from "../terminal/terminal.ts";

type Options = BackendOptions & {
  readonly order: number;
  /** False where there is to be none. */
  readonly baseline: boolean;
  readonly replaceUnknown?: string;
  readonly weights?: WeightsChoice;
  readonly json?: boolean;
};

/** `tenet eval`: how well a trained network predicts a text, beside an n-gram model of the same training text. */
export function evalCommand(terminal: Terminal): Command {
  const command = new Command("eval")
    .description("tell how well a trained network predicts a text, beside an n-gram model")
    .argument("<run>", "the directory that the training was given by --out, or a safetensors file in it")
    .argument(
      "[file]",
      "a text, or the name of a book (default: the held-out part of each of the run's texts)",
    )
    .option("--order <n>", "the longest n-grams of the n-gram model", wholeNumber(1, 64), 6)
    .option("--no-baseline", "leave the n-gram model out")
    .option("--replace-unknown <token>", "take this for what the vocabulary lacks")
    .addOption(weightsOption())
    .option("--json", "print one JSON object");
  return withBackendOptions(command).action(
    async (path: string, file: string | undefined, options: Options) => {
      const { order, baseline, replaceUnknown, weights, json } = options;
      const stored = await readLanguageModel(path, weights);
      await startBackend(terminal, options, () => scoringTrial(stored.model));
      const loaded = loadLanguageModel(stored);
      try {
        const report = await evaluateRun({
          terminal,
          loaded,
          order: baseline ? order : null,
          ...(file === undefined ? {} : { file }),
          ...(replaceUnknown === undefined ? {} : { replaceUnknown }),
        });
        if (json) terminal.out(JSON.stringify(report));
        else for (const line of reportLines(report)) terminal.out(line);
      } finally {
        disposeTree(loaded.params);
      }
    },
  );
}
