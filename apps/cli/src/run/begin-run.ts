import { phrase, problem } from "@tenetjs/core/internals";
import type { CommonOptions } from "../options/common-options.ts";
import type { newRunOptions } from "../options/new-run-options.ts";
import { checkTrainingSize } from "../size/check-training-size.ts";
import type { BeginRequest, Task } from "../tasks/task.ts";

/** Trains a new run of `task`. */
export async function beginRun(
  task: Task,
  request: BeginRequest<CommonOptions & typeof newRunOptions>,
): Promise<void> {
  const { values } = request;
  if (values.tensorboard && values.out === null && !values.dryRun) {
    const next = "Its events are written beside the other files of the run.";
    throw new RangeError(problem("--tensorboard", "--out DIRECTORY with it", phrase("none"), next));
  }
  const begun = await (await task.load()).begin(request);
  checkTrainingSize(begun.trainable.size, values.backend);
  // Only here, so that what is too large is refused before backends and all that trains are loaded.
  const { trainBegun } = await import("./train-begun.ts");
  await trainBegun(task, begun, request);
}
