import { join } from "node:path";
import { type BackendName, survey } from "@tenetjs/backends";
import { runFiles } from "@tenetjs/checkpoints/run-file";
import { readEvents } from "./metrics-file.ts";

/** The backend that the run in `directory` used last; undefined if that is not recorded, or not available on this machine. */
export async function backendOfRun(directory: string): Promise<BackendName | undefined> {
  let last: string | undefined;
  for await (const event of readEvents(join(directory, runFiles.metrics)))
    if (event.event === "start") last = event.backend;
  const reports = await survey();
  return reports.find(({ name, available }) => available && name === last)?.name;
}
