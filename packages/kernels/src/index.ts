export { configureKernels, type KernelOptions } from "./configure.ts";
export { explain, type LayerExplanation } from "./layers/explain.ts";
export { registerKernels } from "./register-kernels.ts";
export { canRevectorize } from "./revectorization/turn-on-revectorization.ts";
export { type WasmForm, type WasmOptions, wasmForm } from "./wasm/module/options.ts";
export type { WebGpuOptions } from "./webgpu/options.ts";
