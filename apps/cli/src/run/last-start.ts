import { join } from "node:path";
import { runFiles } from "@tenetjs/checkpoints/run-file";
import { readEvents } from "./metrics-file.ts";
import type { StartEvent } from "./run-event.ts";

/** The last `start` event of the run in `directory`: how it was trained when it was trained last. Undefined if that is not recorded. */
export async function lastStart(directory: string): Promise<StartEvent | undefined> {
  let last: StartEvent | undefined;
  for await (const event of readEvents(join(directory, runFiles.metrics)))
    if (event.event === "start") last = event;
  return last;
}
