import { configureWasm, type WasmOptions } from "./wasm/module/options.ts";
import { configureWebGpu, type WebGpuOptions } from "./webgpu/options.ts";

/** How the kernels are run: `relaxed` and `revectorize` on WASM, and what is under `webgpu` there. */
export type KernelOptions = WasmOptions & { readonly webgpu?: WebGpuOptions };

/**
 * Sets how the kernels run from now on, in this process or page. What is left out has its default.
 *
 * @throws {TypeError} when `relaxed` is `true` and this runtime has no relaxed SIMD; when `revectorize` is `true` and it is not Node 24 or
 * newer, or kernels are compiled already. @throws {TenetError} with the code `FEATURE_MISSING` when the graphics card lacks
 * what `webgpu` asks for; if tfjs is not on it yet, the first kernel there throws that.
 */
export function configureKernels({ webgpu = {}, ...wasm }: KernelOptions): void {
  configureWebGpu(webgpu);
  configureWasm(wasm);
}
