import type { SimdFeature } from "@tenetjs/backends";

/** A browser engine, and how tests drive it. Its driver is loaded when it is launched: a test file needs one of them. */
export type Engine<Launched extends Browser = Browser> = {
  /** Such as "Chromium". */
  readonly name: string;
  /** The programs that `launch` needs. */
  readonly programs: readonly Program[];
  /** What its pages offer, in the headless browser that `launch` starts. */
  readonly features: EngineFeatures;
  /** A headless browser, from the paths of the programs, in their order. */
  launch(paths: readonly string[]): Promise<Launched>;
};

export type EngineFeatures = {
  /** Whether cross-origin isolated pages may share memory with workers. */
  readonly sharesMemory: boolean;
  readonly simd: readonly SimdFeature[];
  readonly webgpu: boolean;
};

export type Program = {
  /** The names that it has on the PATH. */
  readonly names: readonly string[];
  /** The environment variable that names another path. */
  readonly variable?: string;
  /** Debian's package. */
  readonly debian: string;
};

/** A running browser. */
export type Browser<Opened extends Tab = Tab> = {
  /** The engine's name and version, such as "Chromium 156.0.8078.108". */
  readonly version: string;
  /** The page at the address, in a tab of its own. */
  open(address: string): Promise<Opened>;
  close(): Promise<void>;
};

/** A page in a tab. */
export type Tab = {
  /** The value of a JavaScript expression, which is a string or a promise of one. */
  evaluate(expression: string): Promise<string>;
  /** The page's console errors and uncaught errors so far. */
  errors(): Promise<readonly string[]>;
  /** The number of workers that the page runs; undefined where the engine does not report them. */
  workers(): number | undefined;
  close(): Promise<void>;
};
