import type { Kernels } from "../module/kernels.ts";
import { poolOf } from "./pool.ts";
import { type Program, runAlone, sharesOf } from "./program.ts";

/**
 * Runs a program on all threads, or, where it is not to be `shared` or is one share, on this one. Values are the same to the bit: what
 * a share computes does not hang on who computes it.
 */
export function run(kernels: Kernels, program: Program, shared: boolean): void {
  if (shared && sharesOf(program) > 1) poolOf(kernels).run(program, kernels.threads());
  else runAlone(program, kernels.workspace());
}

/** Whether so many multiplications and additions are worth the hand-over to other threads, if there are any. */
export function isWorthSharing(kernels: Kernels, work: number): boolean {
  return work >= worthSharing && kernels.threads() > 1;
}

/** Takes one thread some 40 us; to hand a share over and hear that it is done takes some 5 to 50. */
const worthSharing = 2 ** 20;

/** The rows of each share, a multiple of `unit`, when `total` rows are cut for the threads that there are. */
export function grainFor(kernels: Kernels, total: number, unit: number): number {
  return unit * Math.max(1, Math.ceil(total / unit / kernels.threads()));
}
