export { accepts, type Build, kernelModule } from "./matrix/binary.ts";
export { configureKernels, type KernelOptions } from "./matrix/configure.ts";
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
} from "./matrix/gemm.ts";
export type { KernelExports } from "./matrix/kernel-exports.ts";
export { instantiateKernels, type Kernels, kernelsOf, prepareFor } from "./matrix/kernels.ts";
export { gatherRows, type Lookup, scatterAddRows } from "./matrix/lookup.ts";
export { canRevectorize } from "./matrix/revectorization.ts";
export { registerKernels } from "./register-kernels.ts";
