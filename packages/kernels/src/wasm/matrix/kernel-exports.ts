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
  readonly copyBlocks: (
    width: number,
    inner: number,
    outer: number,
    from: number,
    fromInner: number,
    fromOuter: number,
    to: number,
    toInner: number,
    toOuter: number,
  ) => void;
  readonly gatherBlocks: (
    width: number,
    count: number,
    ids: number,
    table: number,
    tableStride: number,
    out: number,
    outStride: number,
  ) => void;
  readonly scatterAddBlocks: (
    width: number,
    count: number,
    ids: number,
    x: number,
    xStride: number,
    sums: number,
    sumsStride: number,
  ) => void;
  readonly clearBlocks: (width: number, count: number, out: number, outStride: number) => void;
  readonly gatherRows: (
    count: number,
    width: number,
    rows: number,
    table: number,
    ids: number,
    out: number,
  ) => number;
  readonly scatterAddRows: ScatterAdd;
  readonly scatterAddIntegerRows: ScatterAdd;
  readonly repeatRow: (count: number, width: number, row: number, out: number) => void;
  readonly tanhOf: (count: number, x: number, out: number) => void;
  readonly sumOfWeights: (rows: number, weights: number, kind: number) => number;
  readonly crossEntropy: (
    rows: number,
    classes: number,
    logits: number,
    targets: number,
    weights: number,
    kind: number,
    scale: number,
    gradient: number,
  ) => number;
  readonly sumOfSquares: (count: number, x: number) => number;
  readonly add: (count: number, x: number, y: number, out: number) => void;
  readonly scale: (count: number, factor: number, x: number, out: number) => void;
  readonly momentum: (
    count: number,
    rate: number,
    decay: number,
    nesterov: number,
    gradient: number,
    velocity: number,
    outUpdate: number,
    outVelocity: number,
  ) => void;
  readonly rootMeanSquare: (
    count: number,
    decay: number,
    epsilon: number,
    inside: number,
    gradient: number,
    square: number,
    outUpdate: number,
    outSquare: number,
  ) => void;
  readonly centeredRootMeanSquare: (
    count: number,
    decay: number,
    epsilon: number,
    inside: number,
    gradient: number,
    square: number,
    mean: number,
    outUpdate: number,
    outSquare: number,
    outMean: number,
  ) => void;
  readonly adam: (
    count: number,
    beta1: number,
    beta2: number,
    epsilon: number,
    factor: number,
    shrink: number,
    gradient: number,
    param: number,
    mean: number,
    square: number,
    outUpdate: number,
    outMean: number,
    outSquare: number,
  ) => void;
};

type ScatterAdd = (count: number, width: number, rows: number, x: number, ids: number, sums: number) => void;
