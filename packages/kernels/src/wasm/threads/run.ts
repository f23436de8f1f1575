import type { Kernels } from "../module/kernels.ts";
import { poolOf } from "./pool.ts";
import { type Program, runAlone, shardsOf } from "./program.ts";

/**
 * Runs a program on all threads, or only on this one if it is not `parallel` or has one shard. Values are the same to the bit, since
 * the result of a shard does not depend on the thread.
 */
export function run(kernels: Kernels, program: Program, parallel: boolean): void {
  if (parallel && shardsOf(program) > 1) poolOf(kernels).run(program, kernels.threads());
  else runAlone(program, kernels.workspace());
}

/** Whether `work` multiplications and additions justify the cost of other threads, if there are any. */
export function isWorthSharding(kernels: Kernels, work: number): boolean {
  return isLarge(work) && kernels.threads() > 1;
}

/** Whether `work` multiplications and additions would justify the cost of other threads. */
export function isLarge(work: number): boolean {
  return work >= worthSharding;
}

/** One thread needs about 40 us for this work. Dispatching a shard to a worker and waiting for it takes about 5 to 50 us. */
const worthSharding = 2 ** 20;

/** The rows of each shard, a multiple of `unit`, if all threads split `total` rows. */
export function grainFor(kernels: Kernels, total: number, unit: number): number {
  return unit * Math.max(1, Math.ceil(total / unit / kernels.threads()));
}
