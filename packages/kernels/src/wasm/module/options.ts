import { phrase, problem } from "@tenetjs/core/internals";
import { accepts, type Build, isCompiled } from "./binary.ts";
import { turnOnRevectorization } from "./revectorization.ts";

/** Options of the kernels on WASM. */
export type WasmOptions = {
  /**
   * Whether to use relaxed SIMD, which may multiply and add in one instruction with one rounding: `true`, `false`, or `"auto"` to
   * use it if the runtime supports it. It is faster on CPUs with such an instruction, but rounds differently on different machines.
   * Without it, a run gives the same values on every machine. Default `false`.
   */
  readonly relaxed?: boolean | "auto";
  /**
   * Whether V8 may combine pairs of SIMD operations into wider ones, by a flag that V8 calls experimental. Needs Node 24 or newer,
   * and has to be set before any kernel runs. It changes speed, not values. Default `false`.
   */
  readonly revectorize?: boolean;
};

/** Sets the options of the kernels on WASM. Throws the errors of `configureKernels`. */
export function configureWasm({ relaxed = false, revectorize = false }: WasmOptions): void {
  if (relaxed === true && !accepts("relaxed")) {
    const next = 'Use Node 21 or newer or a browser with relaxed SIMD, or pass "auto".';
    throw new TypeError(problem("configureKernels", "a runtime with relaxed SIMD", phrase("none"), next));
  }
  if (revectorize) {
    if (isCompiled()) {
      const next = "Call it at the start of the program.";
      throw new TypeError(
        problem(
          "configureKernels",
          "revectorize to be set before any kernel runs",
          phrase("a later call"),
          next,
        ),
      );
    }
    turnOnRevectorization();
  }
  configured = relaxed !== false && accepts("relaxed") ? "relaxed" : "strict";
}

/** The build of the kernels that the options select. */
export function configuredBuild(): Build {
  return configured;
}

let configured: Build = "strict";
