export { configureKernels, type KernelOptions } from "./configure.ts";
export type { KernelExports } from "./generated/kernel-exports.ts";
export { registerKernels } from "./register-kernels.ts";
export { accepts, type Build, kernelModule } from "./wasm/matrix/binary.ts";
export type { WasmOptions } from "./wasm/matrix/configure.ts";
export {
  gemm,
  gemmPacked,
  type Into,
  type Left,
  type PackB,
  packB,
  packedBytes,
  type Right,
  type Sizes,
} from "./wasm/matrix/gemm.ts";
export { instantiateKernels, type Kernels, kernelsOf, prepareFor } from "./wasm/matrix/kernels.ts";
export { gatherRows, type Lookup, scatterAddRows } from "./wasm/matrix/lookup.ts";
export { canRevectorize } from "./wasm/matrix/revectorization.ts";
export { type CardWork, type CardWorkOptions, cardWork } from "./webgpu/card-work.ts";
export type { WebGpuOptions } from "./webgpu/options.ts";
