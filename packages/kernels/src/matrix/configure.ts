import { accepts, type Build } from "./binary.ts";

/** How the kernels are run. */
export type KernelOptions = {
  /**
   * Whether multiply and add may be one instruction with one rounding: `true`, `false`, or `"auto"` for wherever the runtime has
   * it. It is faster on machines whose units are made for it and for tall products, and rounds differently from machine to
   * machine; without it, a run gives the same values on every machine. Default `false`.
   */
  readonly relaxed?: boolean | "auto";
};

/**
 * Sets how the kernels run from now on, in this process or page. Call it before the first product, since
 * a memory's kernels stay as they were made.
 *
 * @throws {TypeError} when `relaxed` is `true` and this runtime has no relaxed SIMD.
 */
export function configureKernels({ relaxed = false }: KernelOptions): void {
  configured = relaxed === true || (relaxed === "auto" && accepts("relaxed")) ? "relaxed" : "strict";
}

/** The build that was configured. */
export function configuredBuild(): Build {
  return configured;
}

let configured: Build = "strict";
