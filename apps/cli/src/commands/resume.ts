import { phrase, problem } from "@tenetjs/core";
import { disposeTrainingState } from "@tenetjs/training";
import { Command } from "commander";
import { startBackend } from "../backend.ts";
import { wholeNumber } from "../options/numbers.ts";
import { type ExecutionOptions, withExecutionOptions } from "../options/training-options.ts";
import { execute } from "../run/execute.ts";
import { loadRun } from "../run/run-directory.ts";
import type { Terminal } from "../terminal/terminal.ts";

/** `tenet resume`: goes on with a run, bit for bit as if it had never stopped. */
export function resumeCommand(terminal: Terminal): Command {
  const command = new Command("resume")
    .description("go on with a run from its checkpoint")
    .argument("<run>", "the directory that the training was given by --out")
    .requiredOption("--steps <n>", "training steps in all, those already done included", wholeNumber(1));
  return withExecutionOptions(command).action(
    async (path: string, options: ExecutionOptions & { steps: number }) => {
      const backend = await startBackend(options.backend);
      const { directory, run, task, state } = await loadRun(path);
      try {
        if (options.steps <= state.step) {
          const next = `${state.step} are done; --steps counts all of them.`;
          throw new RangeError(
            problem("--steps", `more than the ${state.step} steps done`, phrase(String(options.steps)), next),
          );
        }
        await execute({
          ...options,
          terminal,
          run,
          task,
          state,
          backend,
          directory,
          json: options.json === true,
        });
      } finally {
        disposeTrainingState(state);
      }
    },
  );
}
