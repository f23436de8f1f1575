import { broadcast_util, type TensorInfo, util } from "@tensorflow/tfjs-core";
import { type Kernels, prepareFor } from "../module/kernels.ts";
import { gemm } from "../products/gemm.ts";

/** A product of batches of matrices `[..., rows, columns]`, whose outer axes are broadcast against each other. */
export type BatchedProduct = {
  readonly a: TensorInfo;
  readonly b: TensorInfo;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
  /** `[columns]`, added to each row of the product. */
  readonly bias?: TensorInfo | undefined;
};

/** Whether the matrices are float32 and their inner sizes match. Otherwise tfjs's kernel reports the error. */
export function isBatchedProduct({ a, b, transposeA, transposeB }: BatchedProduct): boolean {
  const inner = a.shape.at(transposeA ? -2 : -1) === b.shape.at(transposeB ? -1 : -2);
  return inner && a.dtype === "float32" && b.dtype === "float32";
}

/** The product as a new tensor. */
export function batchedProduct(
  kernels: Kernels,
  { a, b, transposeA, transposeB, bias }: BatchedProduct,
): TensorInfo {
  const [outerA, outerB] = [a.shape.slice(0, -2), b.shape.slice(0, -2)];
  const outer = broadcast_util.assertAndGetBroadcastShape(outerA, outerB);
  const m = a.shape.at(transposeA ? -1 : -2) as number;
  const k = a.shape.at(transposeA ? -2 : -1) as number;
  const n = b.shape.at(transposeB ? -2 : -1) as number;
  const batch = util.sizeFromShape(outer);
  // Allocate first, so that nothing leaks when memory is exhausted.
  prepareFor(kernels, batch * m * n * k);
  kernels.workspace();
  const product = kernels.output([...outer, m, n], "float32");
  const [addressA, addressB, addressC] = [a, b, product].map(kernels.address) as [number, number, number];

  const accumulate = bias !== undefined;
  if (accumulate) kernels.exports.repeatRow(batch * m, n, kernels.address(bias), addressC);
  const multiplyRows = (rows: number, a: number, b: number, c: number) =>
    gemm(kernels, { m: rows, n, k, a, transposeA, b, transposeB, c, accumulate });

  if (util.sizeFromShape(outerB) === 1 && !transposeA) {
    // A whole batch multiplies one matrix, so the batch is just more rows of a single product.
    multiplyRows(batch * m, addressA, addressB, addressC);
  } else {
    const [placesA, placesB] = [places(outerA, outer), places(outerB, outer)];
    for (let index = 0; index < batch; index += 1) {
      const a = addressA + 4 * m * k * (placesA[index] as number);
      const b = addressB + 4 * k * n * (placesB[index] as number);
      multiplyRows(m, a, b, addressC + 4 * m * n * index);
    }
  }
  return product;
}

/** For each matrix of a batch of shape `outer`, the index of its counterpart in a batch of shape `own` that is broadcast to it. */
function places(own: readonly number[], outer: readonly number[]): number[] {
  return outer.reduce<number[]>(
    (before, size, axis) => {
      const ownSize = own[axis - (outer.length - own.length)] ?? 1;
      const steps = Array.from({ length: size }, (_, index) => (ownSize === 1 ? 0 : index));
      return before.flatMap((place) => steps.map((step) => place * ownSize + step));
    },
    [0],
  );
}
