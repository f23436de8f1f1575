import { registerGradient } from "@tensorflow/tfjs-core";
import { softmaxCrossEntropyGradient } from "./losses/softmax-cross-entropy.ts";
import { registerWasmKernels } from "./wasm/register-wasm-kernels.ts";
import { registerWebGpuKernels } from "./webgpu/register-webgpu-kernels.ts";

/** Registers every kernel of this package with tfjs, once. tfjs's own for WASM have to be registered before. */
export function registerKernels(): void {
  if (registered) return;
  registered = true;
  registerWasmKernels();
  registerWebGpuKernels();
  registerGradient(softmaxCrossEntropyGradient);
}

let registered = false;
