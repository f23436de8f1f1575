import type { Kernels } from "../module/kernels.ts";
import { type Choice, isLarge, timed } from "./choice.ts";
import { poolOf } from "./pool.ts";
import { type Program, runAlone, shardsOf } from "./program.ts";

/** Runs a program where its choice says. Values are the same to the bit either way, since the result of a shard does not depend on the thread. */
export function run(kernels: Kernels, program: Program, choice: Choice): void {
  timed(choice, () => runOn(kernels, program, choice.parallel));
}

/** Runs a program on all threads, or only on this one if it is not `parallel` or has one shard. */
export function runOn(kernels: Kernels, program: Program, parallel: boolean): void {
  if (parallel && shardsOf(program) > 1) poolOf(kernels).run(program, kernels.threads());
  else runAlone(program, kernels.workspace());
}

/** Whether `work` multiplications and additions justify the cost of other threads, if there are any. */
export function isWorthSharding(kernels: Kernels, work: number): boolean {
  return isLarge(work) && kernels.threads() > 1;
}

/** The rows of each shard, a multiple of `unit`, if all threads split `total` rows. */
export function grainFor(kernels: Kernels, total: number, unit: number): number {
  return unit * Math.max(1, Math.ceil(total / unit / kernels.threads()));
}
