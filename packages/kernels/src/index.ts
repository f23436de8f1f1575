export { configureKernels, type KernelOptions } from "./configure.ts";
export { explain, type LayerExplanation } from "./layers/explain.ts";
export { registerKernels } from "./register-kernels.ts";
export type { WasmOptions } from "./wasm/module/options.ts";
export { canRevectorize } from "./wasm/module/revectorization.ts";
export type { WebGpuOptions } from "./webgpu/options.ts";
