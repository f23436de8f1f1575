import { phrase, problem } from "@tenetjs/core/internals";
import { disposeTrainingState } from "@tenetjs/training";
import { startBackend } from "../backend.ts";
import type { CommonOptions } from "../options/common-options.ts";
import type { newRunOptions } from "../options/new-run-options.ts";
import { checkTrainingSize } from "../size/check-training-size.ts";
import { forecast } from "../size/forecast.ts";
import type { BeginRequest, Task } from "../tasks/task.ts";
import { execute } from "./execute.ts";
import { newRunDirectory } from "./run-directory.ts";
import { newRunState } from "./run-state.ts";
import { trainingTrial } from "./training-trial.ts";

/** Trains a new run of `task`. */
export async function beginRun(
  task: Task,
  request: BeginRequest<CommonOptions & typeof newRunOptions>,
): Promise<void> {
  const { values, terminal } = request;
  const { out } = values;
  if (values.tensorboard && out === null && !values.dryRun) {
    const next = "Its events are written beside the other files of the run.";
    throw new RangeError(problem("--tensorboard", "--out DIRECTORY with it", phrase("none"), next));
  }
  const { run: begun, trainable } = await (await task.load()).begin(request);
  checkTrainingSize(trainable.size, values.backend);
  const backend = await startBackend(terminal, values, () => trainingTrial(trainable));
  checkTrainingSize(trainable.size, backend.backend);
  if (values.dryRun) return forecast(terminal, { ...values, trainable, backend });
  const run = { ...begun, kernels: backend.kernels?.build ?? null };
  const { confidential = false } = task;
  const directory = out === null ? undefined : await newRunDirectory(out, run, { confidential });
  const state = newRunState(trainable);
  try {
    await execute({
      ...values,
      ...{ terminal, run, trainable, state, backend },
      ...(directory === undefined ? {} : { directory }),
    });
  } finally {
    disposeTrainingState(state.training);
    directory?.release();
  }
}
