import type { BackendName } from "./names.ts";

/** A SIMD instruction set of WebAssembly. */
export type SimdFeature = "simd128" | "relaxed-simd";

/** A backend that can be started here. */
export type AvailableBackend = {
  readonly name: BackendName;
  readonly available: true;
  /** The vendor's name for the CPU or the GPU. */
  readonly device: string;
  /** The GPU's driver and its version, where the platform reports them. */
  readonly driver?: string;
  /** Whether the device is a software adapter such as SwiftShader: correct, but slower than `wasm`. */
  readonly software: boolean;
  /** The number of CPU threads that the kernels of `@tenetjs/kernels` use by default. */
  readonly threads: number;
  /** The WebAssembly SIMD instruction sets that the runtime supports. Empty for backends that use none. */
  readonly simd: readonly SimdFeature[];
};

/** A backend that cannot be started here. */
export type UnavailableBackend = {
  readonly name: BackendName;
  readonly available: false;
  /** Why not, as a clause: "the npm package webgpu is not installed". */
  readonly reason: string;
  /** How to make it available, as a sentence. */
  readonly remedy: string;
};

export type BackendReport = AvailableBackend | UnavailableBackend;
