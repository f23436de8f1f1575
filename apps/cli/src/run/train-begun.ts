import { disposeTrainingState } from "@tenetjs/training";
import { startBackend } from "../backend.ts";
import type { CommonOptions } from "../options/common-options.ts";
import type { newRunOptions } from "../options/new-run-options.ts";
import { checkTrainingSize } from "../size/check-training-size.ts";
import { forecast } from "../size/forecast.ts";
import type { BeginRequest, Begun, Task } from "../tasks/task.ts";
import { execute } from "./execute.ts";
import { runInterruption } from "./interruption.ts";
import { newRunDirectory, type RunDirectory } from "./run-directory.ts";
import { newRunState } from "./run-state.ts";
import { trainingTrial } from "./training-trial.ts";

/** Trains the new run `begun` of `task`, or says what that would need. */
export async function trainBegun(
  { confidential = false }: Task,
  { run: described, trainable }: Begun<CommonOptions, unknown>,
  { values, terminal }: BeginRequest<CommonOptions & typeof newRunOptions>,
): Promise<void> {
  const { out } = values;
  const backend = await startBackend(terminal, values, () => trainingTrial(trainable));
  checkTrainingSize(trainable.size, backend.backend);
  if (values.dryRun) return forecast(terminal, { ...values, trainable, backend });
  const run = { ...described, kernels: backend.kernels?.build ?? null };
  const interrupt = runInterruption(terminal);
  let directory: RunDirectory | undefined;
  try {
    if (out !== null) directory = await newRunDirectory(out, run, { confidential });
    const state = newRunState(trainable);
    try {
      await execute({
        ...values,
        ...{ terminal, run, trainable, state, backend, interrupt },
        ...(directory === undefined ? {} : { directory }),
      });
    } finally {
      disposeTrainingState(state.training);
    }
  } finally {
    directory?.release();
    interrupt.end();
  }
}
