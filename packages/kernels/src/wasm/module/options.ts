import { phrase, problem } from "@tenetjs/core/internals";
import { accepts, type Build, isCompiled } from "./binary.ts";
import { turnOnRevectorization } from "./revectorization.ts";

/** How the kernels run on WASM. */
export type WasmOptions = {
  /**
   * Whether multiply and add may be one instruction with one rounding: `true`, `false`, or `"auto"` for wherever the runtime has
   * it. That is faster on machines made for it, and rounds differently from machine to machine; without it, a run gives the same
   * values on every machine. Default `false`.
   */
  readonly relaxed?: boolean | "auto";
  /**
   * Whether V8 may join pairs of SIMD operations into wider ones, by an option that its authors call experimental. Node 24 or newer,
   * and to be set before any kernel has run. It changes speed, not values. Default `false`.
   */
  readonly revectorize?: boolean;
};

/** Sets how the kernels run on WASM from now on; throws as `configureKernels` does. */
export function configureWasm({ relaxed = false, revectorize = false }: WasmOptions): void {
  if (relaxed === true && !accepts("relaxed")) {
    const next = 'Use Node 21 or newer or a browser that has it, or pass "auto".';
    throw new TypeError(problem("configureKernels", "a runtime with relaxed SIMD", phrase("none"), next));
  }
  if (revectorize) {
    if (isCompiled()) {
      const next = "Call it at the start of the program.";
      throw new TypeError(
        problem("configureKernels", "revectorize before any kernel has run", phrase("it later"), next),
      );
    }
    turnOnRevectorization();
  }
  configured = relaxed !== false && accepts("relaxed") ? "relaxed" : "strict";
}

/** The build that was configured. */
export function configuredBuild(): Build {
  return configured;
}

let configured: Build = "strict";
