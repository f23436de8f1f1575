import type { Trial } from "./measure.ts";
import type { BackendName } from "./names.ts";

export type StartOptions = {
  /**
   * Makes a piece of the caller's own work on the current backend. `"auto"` runs it on each candidate and takes the fastest. With
   * only one candidate, nothing is measured. Default: none; `"auto"` then takes the first available of webgpu, wasm, cpu.
   */
  readonly measure?: () => Trial | Promise<Trial>;
  /**
   * The candidates of `"auto"`. A backend that is named here counts even if its device is a software adapter. Default: all
   * backends that do not run on a software adapter. Plain JavaScript is then not measured, and is taken only if nothing else runs.
   */
  readonly among?: readonly BackendName[];
  /**
   * Where to find tfjs's WASM binary, `tfjs-backend-wasm-simd.wasm`, instead of the one that this package carries: the URL of its folder with
   * a slash at the end, or its URL by name. It has to be of the same version as tfjs's JavaScript.
   */
  readonly wasmPaths?: string | Readonly<Record<string, string>>;
  /**
   * Returns tfjs's WASM binary. Pass `wasmBinary` of `@tenetjs/backends/inline` in a page that may not fetch files, or a function of your own. It
   * comes before `wasmPaths`.
   */
  readonly wasmBinary?: () => Promise<Uint8Array>;
  /**
   * The number of CPU threads that the kernels of `@tenetjs/kernels` use, on WASM only. More than 1 needs shared memory: Node
   * always has it, a page only if it is cross-origin isolated. Otherwise one thread runs, and `start` reports why. The first start
   * decides whether memory is shared. In a page, `start` waits until the workers have reported that they run, if kernels are registered
   * before it. Default: the number of hardware threads, up to 4.
   */
  readonly threads?: number;
  /**
   * Whether WebGPU runs kernels on the CPU if their inputs have fewer than 1000 values and are not on the GPU yet. Default: true,
   * as in tfjs. Turn it off to test or time the GPU itself.
   */
  readonly forwardSmallToCpu?: boolean;
};
