import { checkOptions } from "@tenetjs/core/internals";
import { configureWasm, type WasmOptions } from "./wasm/module/options.ts";
import { configureWebGpu, type WebGpuOptions } from "./webgpu/options.ts";

/** Options of the kernels: `reproducible` and `revectorize` apply to WASM, those under `webgpu` to WebGPU. */
export type KernelOptions = WasmOptions & { readonly webgpu?: WebGpuOptions };

/**
 * Sets how the kernels run from now on, in this process or page. Options that are left out return to their defaults.
 *
 * @throws {TypeError} if an option is unknown; if `revectorize` is `true` and the runtime is not Node 24 or newer on x64, or a kernel has already run.
 * @throws {TenetError} with the code `FEATURE_MISSING` if the GPU lacks a feature that `webgpu` requires. If tfjs does not run on
 * the GPU yet, the first kernel there throws it.
 */
export function configureKernels(options: KernelOptions): void {
  const { webgpu = {}, ...wasm } = options;
  checkOptions("configureKernels", options, { reproducible: true, revectorize: true, webgpu: true });
  checkOptions("configureKernels, webgpu", webgpu, { subgroups: true, scan: true, storage: true });
  configureWebGpu(webgpu);
  configureWasm(wasm);
}
