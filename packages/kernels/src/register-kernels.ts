import { registerGradient } from "@tensorflow/tfjs-core";
import { takeOverLayers } from "./layers/take-over-layers.ts";
import { softmaxCrossEntropyGradient } from "./losses/softmax-cross-entropy.ts";
import { registerWasmKernels } from "./wasm/register-wasm-kernels.ts";
import { registerWebGpuKernels } from "./webgpu/register-webgpu-kernels.ts";

/** Registers all kernels of this package with tfjs, once. Register tfjs's WASM backend first. */
export function registerKernels(): void {
  if (registered) return;
  registered = true;
  registerWasmKernels();
  registerWebGpuKernels();
  registerGradient(softmaxCrossEntropyGradient);
  takeOverLayers();
}

let registered = false;
