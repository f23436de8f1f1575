import type { BackendName, BackendReport } from "./backend-report.ts";
import type { StartOptions } from "./start-options.ts";

/** What `start` and `survey` need of each backend. */
export type Backend = {
  readonly name: BackendName;
  /** Whether and how it would run here. Starts nothing, and does not throw. */
  report(options: StartOptions): Promise<BackendReport>;
  /** Registers the backend and its repaired kernels with tfjs, once. */
  load(options: StartOptions): Promise<void>;
};
