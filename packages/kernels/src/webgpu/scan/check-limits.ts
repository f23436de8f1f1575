import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { ScanPlan } from "./scan-plan.ts";
import { stepwiseBytes } from "./stepwise-shaders.ts";

/**
 * Refuses a sequence that exceeds the limits of the device, before anything is sent there.
 *
 * @throws {TenetError} with the code `LIMIT_EXCEEDED`; the message names the limit.
 */
export function checkLimits(plan: ScanPlan): void {
  const { gpu, recipe, batch, steps, size } = plan;
  const { limits } = gpu.device;
  const rules: [limit: Limit, what: string, needed: number, next: string][] = [
    ["maxBufferSize", "bytes for all steps", size * 4, smaller],
    ["maxStorageBufferBindingSize", "bytes for all steps", size * 4, smaller],
    ["maxComputeWorkgroupsPerDimension", "steps", steps, smaller],
    ["maxComputeWorkgroupsPerDimension", "rows", batch, smaller],
    ["maxComputeWorkgroupsPerDimension", "ids", plan.ids ? plan.inputSize : 0, "Use a smaller vocabulary."],
    ["maxComputeWorkgroupStorageSize", "bytes of workgroup memory", stepwiseBytes(plan), fewerGates],
    ["maxStorageBuffersPerShaderStage", "buffers", maxBuffers, elsewhere],
    ["maxComputeInvocationsPerWorkgroup", "threads in a workgroup", maxThreads, elsewhere],
  ];
  for (const [limit, what, needed, next] of rules) {
    if (needed <= limits[limit]) continue;
    const where = `${recipe.name} over ${steps} steps of ${batch} rows`;
    const expected = `at most ${limits[limit]} ${what} (this device's ${limit})`;
    throw new TenetError("LIMIT_EXCEEDED", problem(where, expected, phrase(String(needed)), next));
  }
}

type Limit =
  | "maxBufferSize"
  | "maxStorageBufferBindingSize"
  | "maxComputeWorkgroupsPerDimension"
  | "maxComputeWorkgroupStorageSize"
  | "maxStorageBuffersPerShaderStage"
  | "maxComputeInvocationsPerWorkgroup";

const elsewhere = "Use the backend wasm or cpu.";
const smaller = `Use smaller batches or shorter windows, or the backend wasm or cpu.`;
const fewerGates = `Use a recipe with fewer gates, or the backend wasm or cpu.`;

/** The buffers of the shader that has most: workspace, weights, outputs, ids, their weights, and the mask. */
const maxBuffers = 6;

/** The threads in a workgroup of the shaders that have most. */
const maxThreads = 256;
