import type { Kernels } from "../module/kernels.ts";
import { aligned, regions } from "../scan/scratch.ts";

/** Memory of one owner. */
export type Arena = {
  /** The address of room for so many float32, at the start of a cache line. */
  take(values: number): number;
  /** Frees all that was taken. */
  free(): void;
};

/** What `build` makes of memory that it takes; when it throws, that is freed. */
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
