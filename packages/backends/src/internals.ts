/* For packages that register kernels of their own with tfjs. What is exported here follows tfjs's private fields, and no version rule. */
export {
  asWasmBackend,
  asWebGpuBackend,
  type WasmBackend,
  type WebGpuBackend,
  wasmMemory,
} from "./private-fields.ts";
export { overrideKernel } from "./replace-kernel.ts";
export { identity } from "./wasm/identity.ts";
export { isShared, threadsOf } from "./wasm/threads.ts";
