export { type Kernels, kernelsOf } from "./wasm/module/kernels.ts";
export { gemm, type Into, type Left, type Right, type Sizes } from "./wasm/products/gemm.ts";
export { recordShards, type ShardRecord } from "./wasm/threads/record-shards.ts";
export { type GpuWork, type GpuWorkOptions, gpuWork } from "./webgpu/gpu-work.ts";
