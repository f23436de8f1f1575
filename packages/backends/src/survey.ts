import { mayHaveGpu } from "#host";
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

/** The same for a choice that takes no software adapter: WebGPU is not loaded on a machine without a GPU. */
export async function surveyHardware(): Promise<BackendReport[]> {
  const report = (name: BackendName) =>
    name === "webgpu" && !mayHaveGpu()
      ? ({ name, available: false, ...noGpu } as const)
      : backends[name].report();
  return Promise.all(backendNames.map(report));
}

const noGpu = {
  reason: "this machine has no GPU with a driver",
  remedy: "Install the GPU's driver, or name webgpu to run on a software adapter.",
};
