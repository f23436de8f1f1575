import { type BackendName, survey } from "@tenetjs/backends";
import type { StartEvent } from "./run-event.ts";

/** The backend that a run used when it `started` last; undefined if that is not recorded, or not available on this machine. */
export async function backendOfRun(started: StartEvent | undefined): Promise<BackendName | undefined> {
  const reports = await survey();
  return reports.find(({ name, available }) => available && name === started?.backend)?.name;
}
