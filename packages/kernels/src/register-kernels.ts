import { loadWith } from "@tenetjs/backends/internals";
import { registerGradient } from "@tensorflow/tfjs-core";
import { takeOverLayers } from "./layers/take-over-layers.ts";
import { softmaxCrossEntropyGradient } from "./losses/softmax-cross-entropy.ts";
import { registerWasmKernels } from "./wasm/register-wasm-kernels.ts";

/**
 * Registers all kernels of this package with tfjs, once. Register tfjs's WASM backend first. The kernels for WebGPU are loaded when `start` of
 * `@tenetjs/backends` next starts that backend: other programs and pages do without them.
 */
export function registerKernels(): void {
  if (registered) return;
  registered = true;
  registerWasmKernels();
  loadWith("webgpu", async () => {
    const { registerWebGpuKernels } = await import("./webgpu/register-webgpu-kernels.ts");
    registerWebGpuKernels();
  });
  registerGradient(softmaxCrossEntropyGradient);
  takeOverLayers();
}

let registered = false;
