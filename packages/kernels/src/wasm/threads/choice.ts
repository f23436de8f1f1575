import type { Kernels } from "../module/kernels.ts";

/** Whether a job runs on all threads, and where its time is told. */
export type Choice = {
  readonly parallel: boolean;
  took(milliseconds: number): void;
};

/** Jobs for which one thread is known to be right. */
const onOneThread: Choice = { parallel: false, took: () => {} };

/** Whether to share a job of `work` multiplications and additions among the threads: see {@link measuredChoice}. `kind` tells it from others of the same work. */
export function choiceFor(kernels: Kernels, kind: string, work: number): Choice {
  const threads = kernels.threads();
  if (!isLarge(work) || threads === 1) return onOneThread;
  if (isFixed) return onAllThreads;
  const byThreads = measured.get(kernels) ?? new Map<number, MeasuredChoice>();
  measured.set(kernels, byThreads);
  const known = byThreads.get(threads) ?? measuredChoice();
  byThreads.set(threads, known);
  return { parallel: known.parallel, took: (milliseconds) => known.took(`${kind} ${work}`, milliseconds) };
}

/** Shares all large jobs, as tests of threads need it, or measures again. */
export function alwaysShare(always: boolean): void {
  isFixed = always;
}

let isFixed = false;
const onAllThreads: Choice = { parallel: true, took: () => {} };
const measured = new WeakMap<Kernels, Map<number, MeasuredChoice>>();

/** The result of `job`, whose time the choice is told. */
export function timed<T>(choice: Choice, job: () => T): T {
  const from = performance.now();
  const result = job();
  choice.took(performance.now() - from);
  return result;
}

/** Whether `work` multiplications and additions would justify the cost of other threads. */
export function isLarge(work: number): boolean {
  return work >= worthSharding;
}

/** One thread needs about 40 us for this work. Dispatching a shard to a worker and waiting for it takes about 5 to 50 us. */
const worthSharding = 2 ** 20;

export type MeasuredChoice = {
  readonly parallel: boolean;
  /** Tells how long a job of a kind took. */
  took(kind: string, milliseconds: number): void;
};

type Way = "together" | "alone";

/**
 * A choice by measurement: a network may be so small that its threads wait for each other, and a program may have fewer processors than threads. It is the
 * same for all jobs, because a thread that sleeps through some of them is slow to wake for the others.
 *
 * The way that is not in use is tried again after some hundred jobs, and more rarely each time it turns out to be the slower one; or as soon as jobs take much
 * longer than they did the other way. Jobs are compared with others of their kind.
 */
export function measuredChoice(): MeasuredChoice {
  const kinds = new Map<string, Record<Way, Mean>>();
  let used: Way = "together";
  let tried: Way | undefined = "together";
  let jobs = 0;
  let interval = shortestInterval;
  let slowness = 1;
  let isFirst = true;

  const begin = (way: Way) => {
    tried = way;
    jobs = 0;
    for (const means of kinds.values()) means[way] = { sum: 0, count: 0 };
  };
  const conclude = () => {
    const faster = costOf(kinds, "alone") < costOf(kinds, "together") * (1 - margin) ? "alone" : "together";
    interval = faster === used ? Math.min(4 * interval, longestInterval) : shortestInterval;
    [used, tried, jobs, slowness] = [faster, undefined, 0, 1];
  };

  return {
    get parallel() {
      return (tried ?? used) === "together";
    },
    took(kind, milliseconds) {
      const known = kinds.get(kind);
      const means = known ?? { together: { sum: 0, count: 0 }, alone: { sum: 0, count: 0 } };
      if (known === undefined) kinds.set(kind, means);
      jobs += 1;
      if (tried === undefined) {
        const other = used === "together" ? "alone" : "together";
        add(means[used], milliseconds);
        const { sum, count } = means[other];
        if (count > 0) slowness += ((milliseconds * count) / sum - slowness) / memory;
        const isSurprising = slowness > surprise;
        if (isSurprising) interval = shortestInterval;
        if (isSurprising || jobs >= interval) begin(other);
        return;
      }
      if (jobs <= (isFirst ? warmUp : ignored)) return;
      add(means[tried], milliseconds);
      if (jobs < (isFirst ? warmUp : ignored) + trialLength) return;
      if (isFirst) {
        isFirst = false;
        begin("alone");
      } else conclude();
    },
  };
}

type Mean = { sum: number; count: number };

/** Adds a time to a mean of recent ones. */
function add(mean: Mean, milliseconds: number): void {
  mean.sum += milliseconds;
  mean.count += 1;
  if (mean.count <= 2 * memory) return;
  mean.sum /= 2;
  mean.count /= 2;
}

/** The time of one job of each kind that was measured both ways, weighted by how many there were. */
function costOf(kinds: ReadonlyMap<string, Record<Way, Mean>>, way: Way): number {
  let cost = 0;
  for (const means of kinds.values()) {
    const { together, alone } = means;
    if (together.count > 0 && alone.count > 0)
      cost += (means[way].sum / means[way].count) * (together.count + alone.count);
  }
  return cost;
}

/** Jobs of a trial, and those before them that are not counted: code is not optimised yet at first, and threads sleep. */
const [trialLength, ignored, warmUp] = [64, 8, 128];
/** Jobs from one trial to the next. */
const [shortestInterval, longestInterval] = [512, 2 ** 15];
/** By how much one thread has to be faster to be taken, and by how much jobs may be slower than the other way. */
const [margin, surprise] = [0.03, 1.4];
/** The number of recent jobs whose mean slowness counts. */
const memory = 64;
