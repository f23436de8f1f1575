import type { KernelBackend } from "@tensorflow/tfjs-core";
import type { BackendReport } from "./backend-report.ts";
import type { BackendName } from "./names.ts";
import type { StartOptions } from "./start-options.ts";
import type { Threads } from "./threads.ts";
import type { Refusal } from "./wasm/refusal.ts";

/** The functions that `start` and `survey` call on each backend. */
export type Backend = {
  readonly name: BackendName;
  /** Whether the backend can run here, and on which device. Starts nothing and does not throw. */
  report(): Promise<BackendReport>;
  /** Registers the backend and its repaired kernels with tfjs, or returns why it cannot. Calling it again does nothing. */
  load(options: StartOptions): Promise<Refusal | undefined>;
  /** Repairs a new instance of the backend. Called once for each instance. */
  prepare(backend: KernelBackend): void;
  /** Sets how many threads an instance uses from now on, and returns the number. */
  threads(backend: KernelBackend, options: StartOptions): Promise<Threads>;
};
