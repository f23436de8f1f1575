import type { Kernels } from "../module/kernels.ts";
import { poolOf } from "./pool.ts";
import { type Program, runAlone, shardsOf } from "./program.ts";

/**
 * Runs a program on all threads, or, where it is not to be `shared` or is one shard, on this one. Values are the same to the bit: what
 * a shard computes does not hang on who computes it.
 */
export function run(kernels: Kernels, program: Program, parallel: boolean): void {
  if (parallel && shardsOf(program) > 1) poolOf(kernels).run(program, kernels.threads());
  else runAlone(program, kernels.workspace());
}

/** Whether so many multiplications and additions are worth the hand-over to other threads, if there are any. */
export function isWorthSharding(kernels: Kernels, work: number): boolean {
  return work >= worthSharding && kernels.threads() > 1;
}

/** Takes one thread some 40 us; to hand a shard over and hear that it is done takes some 5 to 50. */
const worthSharding = 2 ** 20;

/** The rows of each shard, a multiple of `unit`, when `total` rows are cut for the threads that there are. */
export function grainFor(kernels: Kernels, total: number, unit: number): number {
  return unit * Math.max(1, Math.ceil(total / unit / kernels.threads()));
}
