/* For packages that register their own kernels with tfjs. These exports follow tfjs's private fields and may change in any version. */
export { loadWith } from "./load-with.ts";
export {
  asWasmBackend,
  asWebGpuBackend,
  type WasmBackend,
  type WebGpuBackend,
  wasmMemory,
} from "./private-fields.ts";
export { overrideKernel } from "./replace-kernel.ts";
export { testedVersions } from "./tfjs-versions.ts";
export { identity } from "./wasm/identity.ts";
export { slices } from "./wasm/slices.ts";
export { isShared, threadsOf } from "./wasm/threads.ts";
export { provideWorkers, type StartWorkers } from "./wasm/workers.ts";
