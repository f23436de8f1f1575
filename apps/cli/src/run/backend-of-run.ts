import { join } from "node:path";
import { type BackendName, survey } from "@tenetjs/backends";
import { readEvents } from "./metrics-file.ts";
import { runFiles } from "./run-files.ts";

/** The backend that the run in `directory` used last; undefined if that is not recorded, or not available on this machine. */
export async function backendOfRun(directory: string): Promise<BackendName | undefined> {
  const starts = readEvents(join(directory, runFiles.metrics)).filter(({ event }) => event === "start");
  const last = starts.at(-1);
  const reports = await survey();
  return reports.find(({ name, available }) => available && last?.event === "start" && name === last.backend)
    ?.name;
}
