import type { Backend } from "./backend.ts";
import { type BackendName, type BackendReport, backendNames } from "./backend-report.ts";
import { cpu } from "./cpu.ts";
import { wasm } from "./wasm/wasm.ts";
import { webgpu } from "./webgpu/webgpu.ts";

export const backends: Record<BackendName, Backend> = { webgpu, wasm, cpu };

/**
 * For each backend, in the order in which `start("auto")` prefers them: whether and how it would run here, or why not
 * and what would provide it. Starts none of them.
 */
export async function survey(): Promise<BackendReport[]> {
  return Promise.all(backendNames.map((name) => backends[name].report()));
}
