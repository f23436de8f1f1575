import type { Backend } from "./backend.ts";
import type { BackendReport } from "./backend-report.ts";
import { cpu } from "./cpu.ts";
import { type BackendName, backendNames } from "./names.ts";
import { wasm } from "./wasm/wasm.ts";
import { webgpu } from "./webgpu/webgpu.ts";

export const backends: Record<BackendName, Backend> = { webgpu, wasm, cpu };

/**
 * A report on each backend, in the order in which `start("auto")` prefers them: its device if it can run here, otherwise the
 * reason and the remedy. Starts none of them.
 */
export async function survey(): Promise<BackendReport[]> {
  return Promise.all(backendNames.map((name) => backends[name].report()));
}
