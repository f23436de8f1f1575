import type { Tile } from "./tiles.ts";

/**
 * What the static kernels export (see `assembly/`). Addresses are bytes in the memory that they share with tfjs, unsigned;
 * sizes and leading dimensions (`ld...`) are values; flags are 0 or 1.
 */
export type KernelExports = {
  readonly multiply: (
    m: number,
    n: number,
    k: number,
    a: number,
    lda: number,
    transposeA: number,
    b: number,
    ldb: number,
    transposeB: number,
    c: number,
    ldc: number,
    add: number,
    workspace: number,
  ) => void;
  readonly multiplyPacked: (
    m: number,
    n: number,
    k: number,
    a: number,
    lda: number,
    transposeA: number,
    packed: number,
    c: number,
    ldc: number,
    add: number,
    workspace: number,
  ) => void;
  readonly pack: (n: number, k: number, b: number, ldb: number, transposeB: number, packed: number) => void;
  readonly packedBytes: (n: number, k: number) => number;
  readonly packedWorkspaceBytes: () => number;
  readonly workspaceBytes: () => number;
  readonly useTile: (tile: Tile) => void;
};
