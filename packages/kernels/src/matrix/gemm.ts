import { type Kernels, prepareFor } from "./kernels.ts";

/** The sizes of a product C = A B: C is `[m, n]`, A `[m, k]` and B `[k, n]` as multiplied, that is, after their transposes. */
export type Sizes = { readonly m: number; readonly n: number; readonly k: number };

/** The left operand. */
export type Left = {
  /** Address of A, float32. */
  readonly a: number;
  /** Whether A lies as `[k, m]`. Default false. */
  readonly transposeA?: boolean;
  /** Values from one row to the next of A as it lies. Default: as many as it has columns. */
  readonly lda?: number;
};

/** The right operand. */
export type Right = {
  /** Address of B, float32. */
  readonly b: number;
  /** Whether B lies as `[n, k]`. Default false. */
  readonly transposeB?: boolean;
  /** Values from one row to the next of B as it lies. Default: as many as it has columns. */
  readonly ldb?: number;
};

/** Where the product goes. */
export type Into = {
  /** Address of C, float32. */
  readonly c: number;
  /** Values from one row to the next of C. Default n. */
  readonly ldc?: number;
  /** Whether the product is added to what is there. Default false. */
  readonly accumulate?: boolean;
  /** Address of scratch space of {@link KernelExports.workspaceBytes}; no two threads may share it. Default: the kernels' own. */
  readonly workspace?: number;
};

/**
 * C = A B, or C += A B with `accumulate`, on values that lie in tfjs's memory: float32, any sizes, either operand transposed.
 * C must not overlap A or B.
 *
 * Each value is summed in the order of k in blocks of 256; in other orders when C has one column or at most four rows. The same
 * sizes give the same values, to the bit. To split a product over threads, give each some rows of A and C.
 */
export function gemm(kernels: Kernels, product: Sizes & Left & Right & Into): void {
  const { m, n, k, a, b, c, transposeA = false, transposeB = false, ldc = n, accumulate = false } = product;
  const { lda = transposeA ? m : k, ldb = transposeB ? k : n, workspace = kernels.workspace() } = product;
  prepareFor(kernels, m * n * k);
  kernels.exports.multiply(
    m,
    n,
    k,
    a,
    lda,
    Number(transposeA),
    b,
    ldb,
    Number(transposeB),
    c,
    ldc,
    Number(accumulate),
    workspace,
  );
}

/** Bytes that {@link packB} writes for a B of that size. */
export function packedBytes(kernels: Kernels, { n, k }: Pick<Sizes, "n" | "k">): number {
  return kernels.exports.packedBytes(n, k);
}

/**
 * Writes B to the address `packed` in the order in which products read it. For a matrix that many products share, as the
 * recurrent weights over the steps of a sequence: {@link gemmPacked} is spared the packing.
 */
export function packB(
  kernels: Kernels,
  { n, k, b, transposeB = false, ldb = transposeB ? k : n, packed }: PackB,
): void {
  kernels.exports.pack(n, k, b, ldb, Number(transposeB), packed);
}

/** What {@link packB} takes. */
export type PackB = Omit<Sizes, "m"> & Right & { readonly packed: number };

/** As {@link gemm}, with B as {@link packB} left it at the address `packed`. */
export function gemmPacked(
  kernels: Kernels,
  product: Sizes & Left & { readonly packed: number } & Into,
): void {
  const { m, n, k, a, packed, c, transposeA = false, ldc = n, accumulate = false } = product;
  const { lda = transposeA ? m : k, workspace = kernels.workspace() } = product;
  prepareFor(kernels, m * n * k);
  kernels.exports.multiplyPacked(
    m,
    n,
    k,
    a,
    lda,
    Number(transposeA),
    packed,
    c,
    ldc,
    Number(accumulate),
    workspace,
  );
}
