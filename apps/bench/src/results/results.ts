/** What a run of the suite leaves: plain data, which reports and comparisons are made of. Written as JSON. */
export type Results = {
  readonly schema: 1;
  readonly mode: "quick" | "full";
  /** Where subjects ran: processes of Node, or pages of a browser. */
  readonly host: "node" | "browser";
  readonly environment: Environment;
  /** The machine's own limits, measured by our kernels in the same run. */
  readonly machine?: MachineLimits;
  readonly cases: readonly CaseResult[];
  /** That the machine was noisy, if it was: a sentence. */
  readonly noise?: string;
};

/** What figures depend on. */
export type Environment = {
  /** ISO 8601. */
  readonly date: string;
  readonly processor: string;
  /** How many threads it runs at once. */
  readonly threads: number;
  readonly system: string;
  /** Mean number of programs running in the minute before. Absent in a page, which cannot know. */
  readonly load?: number;
  /** `Node 24.1.0 (V8 13.6)` or `Chromium 140`. */
  readonly runtime: string;
  readonly v8Flags: readonly string[];
  /** Of a page: whether it is cross-origin isolated. */
  readonly crossOriginIsolated?: boolean;
  readonly adapter?: GraphicsCard;
  /** Of every library that took part, by name. */
  readonly versions: Readonly<Record<string, string>>;
  /** `unknown` where there is no repository; ` with changes` behind it where files were not committed. */
  readonly commit: string;
};

export type GraphicsCard = {
  readonly name: string;
  readonly driver?: string;
  /** Whether it is a program on the processor. */
  readonly software: boolean;
};

export type MachineLimits = {
  /** GFLOP/s of our product of large squares, by the number of threads. */
  readonly peak: Readonly<Record<string, number>>;
  /** GB/s of reading what no cache holds, by the number of threads. */
  readonly bandwidth: Readonly<Record<string, number>>;
  /** Of the graphics card, where subjects computed on one: GFLOP/s of our product of large squares on it, and GB/s of a large copy. */
  readonly gpu?: GraphicsCard & { readonly peak: number; readonly bandwidth: number };
};

export type CaseResult = {
  /** `train/text-2x128`, in lower case. */
  readonly id: string;
  readonly title: string;
  /** What one call of the work does, with its sizes. */
  readonly description: string;
  readonly unit: "ms" | "MB" | "characters/s";
  readonly better: "lower" | "higher";
  /** Of one call of the work; absent where it is not known. */
  readonly work?: { readonly flops: number; readonly bytes: number };
  /** Where the case is one point of a figure: the figure, and the point's place on its axis. */
  readonly scaling?: { readonly figure: "time" | "batch" | "hidden" | "threads"; readonly value: number };
  /** The subject that ratios are taken to, when it was measured. */
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
  /** One figure a round, in the case's unit: each the median of the round's calls. */
  readonly rounds: readonly number[];
  readonly median: number;
  /** The middle 95 % of bootstrapped medians. */
  readonly interval: Interval;
  /** How much better than the reference: above 1 is better. Taken round by round. Absent without a reference. */
  readonly ratio?: { readonly median: number; readonly interval: Interval };
  readonly check: Check;
  /** The graphics card that it says it computed on, if it did on one. */
  readonly card?: GraphicsCard;
  /** Of the peak and bandwidth of the processor on so many threads, or of the card, where the case's work is known. */
  readonly share?: { readonly peak: number; readonly bandwidth: number };
};

export type Interval = readonly [least: number, most: number];

/** Whether a subject does what the others do: from the same weights, before it is timed. */
export type Check =
  | { readonly status: "agrees"; readonly value: number; readonly expected: number }
  /** It does something else, which the figures must not hide: what, as a clause. */
  | { readonly status: "different"; readonly why: string }
  /** The case has nothing to compare: load time, memory. */
  | { readonly status: "none" };
