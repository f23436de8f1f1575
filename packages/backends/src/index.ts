export type {
  AvailableBackend,
  BackendReport,
  SimdFeature,
  UnavailableBackend,
} from "./backend-report.ts";
export type { NotTaken } from "./choose.ts";
export { registerGradients } from "./gradients/register-gradients.ts";
export { type Measurement, measureStep, type Trial } from "./measure.ts";
export { type BackendName, backendNames } from "./names.ts";
export { type Started, start } from "./start.ts";
export type { StartOptions } from "./start-options.ts";
export { survey } from "./survey.ts";
