export {
  type AvailableBackend,
  type BackendName,
  type BackendReport,
  backendNames,
  type SimdFeature,
  type UnavailableBackend,
} from "./backend-report.ts";
export type { NotTaken } from "./choose.ts";
export { registerGradients } from "./gradients/register-gradients.ts";
export type { Measurement, Trial } from "./measure.ts";
export { type Started, start } from "./start.ts";
export type { StartOptions } from "./start-options.ts";
export { survey } from "./survey.ts";
