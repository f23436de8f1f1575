import type { Backend } from "./backend.ts";
import type { BackendReport } from "./backend-report.ts";
import { cpu } from "./cpu.ts";
import type { StartOptions } from "./start-options.ts";
import { wasm } from "./wasm.ts";

/** The backends, in the order in which `start("auto")` prefers them. */
export const backends: readonly Backend[] = [wasm, cpu];

/** For each backend, whether and how it would run here, or why not and what would provide it. Starts none of them. */
export async function survey(options: StartOptions = {}): Promise<BackendReport[]> {
  return Promise.all(backends.map((backend) => backend.report(options)));
}
