import type { BackendName } from "./backend-report.ts";
import type { Trial } from "./measure.ts";

export type StartOptions = {
  /**
   * What `"auto"` chooses by: a function that makes a piece of the caller's own work on the backend that is then current. Each
   * of those that could be taken does it, and the fastest is taken. Nothing is measured where there is one alone. Default:
   * none, and `"auto"` goes by the order webgpu, wasm, cpu.
   */
  readonly measure?: () => Trial | Promise<Trial>;
  /**
   * What `"auto"` chooses among. One that is named here counts even where its device is a program that plays a graphics card.
   * Default: all whose device is none; and plain JavaScript is then not measured, but taken where there is nothing else.
   */
  readonly among?: readonly BackendName[];
  /**
   * Where a page finds tfjs's three `.wasm` files: the folder's address, or each file's by name. Default: beside the
   * script that holds tfjs, which is right in Node and wrong under most bundlers.
   */
  readonly wasmPaths?: string | Record<string, string>;
  /**
   * Threads of the processor that the kernels of `@tenetjs/kernels` run on, WASM only. More than 1 needs memory that
   * workers can share: in Node it is always there, in a page when it is cross-origin isolated; else one thread works, and
   * `start` says why. Only the first start decides whether memory is shared. Default: as many as the processor has, up to 4.
   */
  readonly threads?: number;
  /**
   * Whether WebGPU leaves kernels to the processor when their inputs are below 1000 values and not on the card yet.
   * Default: true, as in tfjs. Turn it off to test or to time the card itself.
   */
  readonly forwardSmallToCpu?: boolean;
};
