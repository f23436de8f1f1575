import type { Timeline } from "./timeline.ts";

/** The results of a run, as plain data that is written as JSON. Reports and comparisons are made from it. */
export type Results = {
  readonly schema: 1;
  readonly mode: "quick" | "full";
  /** Where subjects ran: in Node processes, or in the workers of a page. */
  readonly host: "node" | "browser";
  readonly environment: Environment;
  /** The machine's limits, measured with our kernels in the same run. */
  readonly machine?: MachineLimits;
  readonly cases: readonly CaseResult[];
  /** A sentence on how noisy the machine was; absent where it was quiet. */
  readonly noise?: string;
};

/** The machine and the software that figures depend on. */
export type Environment = {
  /** ISO 8601. */
  readonly date: string;
  readonly processor: string;
  /** The number of hardware threads. */
  readonly threads: number;
  readonly system: string;
  /** The load average of the minute before the run. Absent in a page, which cannot read it. */
  readonly load?: number;
  /** `Node 24.1.0 (V8 13.6)` or `Chromium 140`. */
  readonly runtime: string;
  readonly v8Flags: readonly string[];
  /** Whether the page is cross-origin isolated. Absent in Node. */
  readonly crossOriginIsolated?: boolean;
  /** The GPU that WebGPU used. */
  readonly adapter?: Gpu;
  /** The version of every library that was measured, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** The short hash, followed by ` with changes` where files were not committed; `unknown` outside a repository. */
  readonly commit: string;
};

/** A GPU, or a software adapter that stands in for one. */
export type Gpu = {
  readonly name: string;
  readonly driver?: string;
  /** Whether it is a software adapter, such as SwiftShader. */
  readonly software: boolean;
};

export type MachineLimits = {
  /**
   * GFLOP/s of our product of large square matrices, by the number of threads and the form of WebAssembly: `"2 relaxed, revectorized"`. Older
   * results have them by the number of threads alone.
   */
  readonly peak: Readonly<Record<string, number>>;
  /** GB/s of reading an array that is larger than the caches, by the number of threads. */
  readonly bandwidth: Readonly<Record<string, number>>;
  /** The GPU with the GFLOP/s of our product of large square matrices and the GB/s of a large copy. Absent where no subject used a GPU. */
  readonly gpu?: Gpu & { readonly peak: number; readonly bandwidth: number };
};

export type CaseResult = {
  /** `train/text-2x128`, in lower case. */
  readonly id: string;
  readonly title: string;
  /** A sentence on what one call does, with its sizes. */
  readonly description: string;
  readonly unit: "ms" | "MB" | "characters/s";
  readonly better: "lower" | "higher";
  /** What one call has to compute and to move; absent where that is not known. */
  readonly work?: { readonly flops: number; readonly bytes: number };
  /** For a case that is one point of a scaling figure: the figure, and the point's place on its axis. */
  readonly scaling?: { readonly figure: "time" | "batch" | "hidden" | "threads"; readonly value: number };
  /** The id of the subject that ratios are relative to. */
  readonly reference: string;
  readonly subjects: readonly SubjectResult[];
};

export type SubjectResult = {
  /** `tenet-wasm-2`, in lower case. */
  readonly id: string;
  /** `Tenet, wasm fused, 2 threads` */
  readonly title: string;
  readonly threads: number;
} & (Measured | { readonly status: "skipped" | "failed"; readonly reason: string });

export type Measured = {
  readonly status: "measured";
  /** One figure per round, in the case's unit: the median of the round's calls. */
  readonly rounds: readonly number[];
  readonly median: number;
  /** The middle 95 % of bootstrapped medians. */
  readonly interval: Interval;
  /** How much better than the reference, computed round by round: above 1 is better. Absent where the reference was not measured. */
  readonly ratio?: { readonly median: number; readonly interval: Interval };
  readonly check: Check;
  /** The GPU that the subject reports it computed on. */
  readonly gpu?: Gpu;
  /** How WebAssembly computed, where the subject computed with it: "strict", "relaxed, revectorized". */
  readonly form?: string;
  /**
   * The fraction of the peak and of the bandwidth that the subject reached, relative to the processor on the same number of threads or to the
   * GPU. Absent where the case's work is not known.
   */
  readonly share?: { readonly peak: number; readonly bandwidth: number };
  /** What each thread did in one call. Absent where it was not recorded. */
  readonly timeline?: Timeline;
};

export type Interval = readonly [least: number, most: number];

/** Whether a subject computes the same as the others, from the same weights. Checked before it is timed. */
export type Check =
  | { readonly status: "agrees"; readonly value: number; readonly expected: number }
  /** It does a different task; `why` is a clause that says how it differs. */
  | { readonly status: "different"; readonly why: string }
  /** There is nothing to compare, as in cases of load time and memory. */
  | { readonly status: "none" };
