import { phrase, problem } from "@tenetjs/core/internals";
import { turnOnRevectorization } from "../../revectorization/turn-on-revectorization.ts";
import { accepts, type Build, isCompiled } from "./binary.ts";
import { roundsOnce } from "./rounds-once.ts";

/** Options of the kernels on WASM. */
export type WasmOptions = {
  /**
   * Whether results have to be the same on every machine. Products then multiply and add with two roundings, in the strict build of the
   * kernels. Otherwise they take relaxed SIMD where the runtime has it and the CPU multiplies and adds in one instruction. That is
   * faster and rounds once, so that the last digits differ from those of machines without it. On one machine, results are the same
   * either way, on any number of threads. Default `false`.
   */
  readonly reproducible?: boolean;
  /**
   * Whether V8 may combine pairs of SIMD operations into wider ones, by a flag that V8 calls experimental. Needs Node 24 or newer on
   * x64, and has to be set before any kernel runs. It stays on. It changes speed, not values, where V8 has no fault:
   * `@tenetjs/kernels/fast` tests that first. Default `false`.
   */
  readonly revectorize?: boolean;
};

/** How the kernels compute on WASM. */
export type WasmForm = {
  /** The build of the kernels: `"strict"` gives the same values on every machine, `"relaxed"` on every machine that can run it. */
  readonly build: "strict" | "relaxed";
  /** Whether V8 may combine pairs of SIMD operations. It does not change values. */
  readonly revectorized: boolean;
};

/** Sets the options of the kernels on WASM. Throws the errors of `configureKernels`. */
export function configureWasm({ reproducible = false, revectorize: wanted = false }: WasmOptions): void {
  if (wanted) revectorize();
  configured = reproducible ? "strict" : fastestBuild();
}

/** Lets V8 combine pairs of SIMD operations from now on. @throws {TypeError} as `configureKernels` does. */
export function revectorize(): void {
  if (revectorized) return;
  if (isCompiled()) {
    const expected = "revectorize to be set before any kernel runs";
    const next = "Call it at the start of the program.";
    throw new TypeError(problem("configureKernels", expected, phrase("a later call"), next));
  }
  turnOnRevectorization();
  revectorized = true;
}

/** The build of the kernels that the options select. */
export function configuredBuild(): Build {
  configured ??= fastestBuild();
  return configured;
}

/** How the kernels compute on WASM from now on, unless `configureKernels` changes it. */
export function wasmForm(): WasmForm {
  return { build: configuredBuild(), revectorized };
}

/** The relaxed build where it gains something, which is where it rounds once. */
function fastestBuild(): Build {
  fastest ??= accepts("relaxed") && roundsOnce() ? "relaxed" : "strict";
  return fastest;
}

let configured: Build | undefined;
let fastest: Build | undefined;
let revectorized = false;
