import { disposeTrainingState } from "@tenetjs/training";
import { startBackend } from "../backend.ts";
import type { CommonOptions } from "../options/common-options.ts";
import type { outOption } from "../options/out-option.ts";
import type { BeginRequest, Task } from "../tasks/task.ts";
import { execute } from "./execute.ts";
import { newRunDirectory } from "./run-directory.ts";
import { newRunState } from "./run-state.ts";
import { trainingTrial } from "./training-trial.ts";

/** Trains a new run of `task`. */
export async function beginRun(
  task: Task,
  request: BeginRequest<CommonOptions & typeof outOption>,
): Promise<void> {
  const { values, terminal } = request;
  const { out } = values;
  const { run, trainable } = await (await task.load()).begin(request);
  const backend = await startBackend(terminal, values, () => trainingTrial(trainable));
  const directory = out === null ? undefined : await newRunDirectory(out, run);
  const state = newRunState(trainable);
  try {
    await execute({
      ...values,
      ...{ terminal, run, trainable, state, backend },
      ...(directory === undefined ? {} : { directory }),
    });
  } finally {
    disposeTrainingState(state.training);
  }
}
