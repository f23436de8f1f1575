/** The tfjs backends that this package starts, fastest first on a machine that has them all. */
export const backendNames = ["webgpu", "wasm", "cpu"] as const;

export type BackendName = (typeof backendNames)[number];

/** The SIMD instruction sets of WebAssembly. */
export type SimdFeature = "simd128" | "relaxed-simd";

/** A backend that can be started here. */
export type AvailableBackend = {
  readonly name: BackendName;
  readonly available: true;
  /** What computes, in its maker's words: a processor or a graphics card. */
  readonly device: string;
  /** The graphics card's driver with its version, where that is told. */
  readonly driver?: string;
  /** Whether the device is a graphics card played by the processor: right, but slower than `wasm`. */
  readonly software: boolean;
  /** Threads of the processor that the kernels of `@tenetjs/kernels` would run on, unless `start` is told how many. */
  readonly threads: number;
  /** The WebAssembly SIMD that the runtime has. Empty for backends that use none. */
  readonly simd: readonly SimdFeature[];
};

/** A backend that cannot be started here. */
export type UnavailableBackend = {
  readonly name: BackendName;
  readonly available: false;
  /** Why not, as a clause: "the npm package webgpu is not installed". */
  readonly reason: string;
  /** What would provide it, as a sentence. */
  readonly remedy: string;
};

export type BackendReport = AvailableBackend | UnavailableBackend;
