import type { Kernels } from "../module/kernels.ts";
import { aligned, regions } from "../module/scratch.ts";

/** Allocations that are freed together. */
export type Arena = {
  /** The address of newly allocated space for `values` float32 values, at the start of a cache line. */
  take(values: number): number;
  /** Frees all allocations. */
  free(): void;
};

/** The result of `build`, which may allocate from an arena. If it throws, the arena is freed. */
export function withArena<T>({ allocate, free }: Kernels, build: (arena: Arena) => T): T {
  const blocks: number[] = [];
  const arena: Arena = {
    take(values) {
      const block = allocate(regions({ values }).bytes);
      blocks.push(block);
      return aligned(block);
    },
    free() {
      for (const block of blocks.splice(0)) free(block);
    },
  };
  try {
    return build(arena);
  } catch (error) {
    arena.free();
    throw error;
  }
}
