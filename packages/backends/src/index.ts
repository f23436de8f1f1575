export {
  type AvailableBackend,
  type BackendName,
  type BackendReport,
  backendNames,
  type SimdFeature,
  type UnavailableBackend,
} from "./backend-report.ts";
export { registerGradients } from "./gradients/register-gradients.ts";
export { type NotTaken, type Started, start } from "./start.ts";
export type { StartOptions } from "./start-options.ts";
export { survey } from "./survey.ts";
