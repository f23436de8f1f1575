export type { RunDescription } from "../run-file/run-schema.ts";
export { forgetRun, keptRuns } from "./kept-runs.ts";
export { type LoadRunOptions, loadRun, type RunSource } from "./load-run.ts";
export type { LoadedRun, SavedRun } from "./loaded-run.ts";
export { runToBytes, saveRun } from "./save-run.ts";
