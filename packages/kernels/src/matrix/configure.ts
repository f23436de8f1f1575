import { phrase, problem } from "@tenetjs/core";
import { accepts, type Build } from "./binary.ts";

/** How the kernels are run. */
export type KernelOptions = {
  /**
   * Whether multiply and add may be one instruction with one rounding: `true`, `false`, or `"auto"` for wherever the runtime has
   * it. That is faster on machines made for it, and rounds differently from machine to machine; without it, a run gives the same
   * values on every machine. Default `false`.
   */
  readonly relaxed?: boolean | "auto";
};

/**
 * Sets how the kernels run from now on, in this process or page.
 *
 * @throws {TypeError} when `relaxed` is `true` and this runtime has no relaxed SIMD.
 */
export function configureKernels({ relaxed = false }: KernelOptions): void {
  if (relaxed === true && !accepts("relaxed")) {
    const next = 'Use Node 21 or newer or a browser that has it, or pass "auto".';
    throw new TypeError(problem("configureKernels", "a runtime with relaxed SIMD", phrase("none"), next));
  }
  configured = relaxed !== false && accepts("relaxed") ? "relaxed" : "strict";
}

/** The build that was configured. */
export function configuredBuild(): Build {
  return configured;
}

let configured: Build = "strict";
