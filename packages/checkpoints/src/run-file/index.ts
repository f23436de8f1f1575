export { parametersIn } from "../parameters-in.ts";
export { describedRun } from "./described-run.ts";
export { migrated } from "./migrate-run.ts";
export { badRun, fitting, parseRun } from "./parse-run.ts";
export { runFiles, type WeightsChoice } from "./run-files.ts";
export { type RunDescription, runSchema, runVersion } from "./run-schema.ts";
