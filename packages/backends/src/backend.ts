import type { KernelBackend } from "@tensorflow/tfjs-core";
import type { BackendName, BackendReport } from "./backend-report.ts";
import type { StartOptions } from "./start-options.ts";
import type { Threads } from "./wasm/threads.ts";

/** What `start` and `survey` need of each backend. */
export type Backend = {
  readonly name: BackendName;
  /** Whether and how it would run here. Starts nothing, and does not throw. */
  report(): Promise<BackendReport>;
  /** Makes the backend and its kernels known to tfjs, the kernels repaired where need be. Again does nothing. */
  load(options: StartOptions): Promise<void>;
  /** Repairs what each new instance of the backend brings with it. Called once for each. */
  prepare(backend: KernelBackend): void;
  /** On how many threads an instance works from now on. */
  threads(backend: KernelBackend, options: StartOptions): Threads;
};
