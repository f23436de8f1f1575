import { forget, keptNames } from "#host";

/** The names of the runs that this browser keeps for the page's origin, such as `indexeddb://alice`; none in Node. */
export function keptRuns(): Promise<string[]> {
  return keptNames();
}

/** Removes the run `indexeddb://NAME`, if the browser keeps one. */
export function forgetRun(name: string): Promise<void> {
  return forget(name);
}
