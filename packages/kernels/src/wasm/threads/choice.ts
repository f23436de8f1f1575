import type { Kernels } from "../module/kernels.ts";

/** Whether a job runs on all threads, and where its time is told, so that the next one of its kind runs where it takes less. */
export type Choice = {
  readonly parallel: boolean;
  took(milliseconds: number): void;
};

/** Jobs for which one thread is known to be right. */
const alone: Choice = { parallel: false, took: () => {} };

/**
 * Whether to share a job of `work` multiplications and additions among the threads. Jobs of the same kind and size are measured both ways: a program may
 * have fewer processors than threads, and then waits for a thread that does not run.
 */
export function choiceFor(kernels: Kernels, kind: string, work: number): Choice {
  const threads = kernels.threads();
  if (!isLarge(work) || threads === 1) return alone;
  const ofKernels = choices.get(kernels) ?? new Map<string, Choice>();
  choices.set(kernels, ofKernels);
  const key = `${kind} ${work} ${threads}`;
  const known = ofKernels.get(key);
  if (known !== undefined) return known;
  const made = measuredChoice();
  ofKernels.set(key, made);
  return made;
}

const choices = new WeakMap<Kernels, Map<string, Choice>>();

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

/**
 * A choice by the mean of recent times. The way that is not in use is tried again after 16 jobs, and after twice as many whenever it turned out to be the
 * slower one, up to 1024, or as soon as the one in use takes much longer than the other did. A trial is a few jobs, since the first ones find threads asleep and code not yet optimised.
 */
export function measuredChoice(): Choice {
  const means = { together: Number.NaN, alone: Number.NaN };
  let used: keyof typeof means = "together";
  let tried: keyof typeof means | undefined = "together";
  let ofTrial = 0;
  let untilTrial = 0;
  let interval = shortestInterval;
  let isFirst = true;

  const begin = (trial: keyof typeof means) => {
    tried = trial;
    ofTrial = 0;
  };
  const conclude = () => {
    const faster = means.alone < means.together * (1 - margin) ? "alone" : "together";
    interval = faster === used ? Math.min(2 * interval, longestInterval) : shortestInterval;
    used = faster;
    tried = undefined;
    untilTrial = interval;
  };

  return {
    get parallel() {
      return (tried ?? used) === "together";
    },
    took(milliseconds) {
      const way = tried ?? used;
      if (tried === undefined) {
        means[way] += (milliseconds - means[way]) / memory;
        untilTrial -= 1;
        const other = used === "together" ? "alone" : "together";
        const isSurprising = means[way] > means[other] * surprise;
        if (isSurprising) interval = shortestInterval / 2;
        if (isSurprising || untilTrial <= 0) begin(other);
        return;
      }
      ofTrial += 1;
      if (ofTrial <= ignored) return;
      const counted = ofTrial - ignored;
      means[way] = counted === 1 ? milliseconds : means[way] + (milliseconds - means[way]) / counted;
      if (counted < trialLength) return;
      if (isFirst) {
        isFirst = false;
        begin("alone");
      } else conclude();
    },
  };
}

const [shortestInterval, longestInterval] = [16, 1024];
const [ignored, trialLength] = [2, 4];
/** The number of recent jobs that a mean is about. */
const memory = 16;
/** By how much one thread has to be faster to be taken, and how much longer than the other way did a way may take before both are tried. */
const [margin, surprise] = [0.03, 1.3];
