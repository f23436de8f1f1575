import { registerWasmKernels } from "./wasm/register-wasm-kernels.ts";
import { registerWebGpuKernels } from "./webgpu/register-webgpu-kernels.ts";

/** Registers every kernel of this package with tfjs, once. tfjs's own have to be registered before. */
export function registerKernels(): void {
  registerWasmKernels();
  registerWebGpuKernels();
}
