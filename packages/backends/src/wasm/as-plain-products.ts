import {
  type BatchMatMulAttrs,
  getKernel,
  type KernelFunc,
  type TensorInfo,
  Transpose,
  util,
} from "@tensorflow/tfjs-core";
import { asWasmBackend, type WasmBackend } from "../private-fields.ts";

/**
 * A matrix product kernel (`BatchMatMul` or `_FusedMatMul`) that computes every product as plain products of two matrices.
 *
 * tfjs computes plain products with XNNPACK. It computes transposed or batched products in a scalar loop, which is at least ten
 * times slower and adds the bias of `_FusedMatMul` wrongly. So this kernel transposes first, treats a batch times one matrix as
 * one taller product, and multiplies other batches matrix by matrix.
 */
export function asPlainProducts(original: KernelFunc): KernelFunc {
  return (call) => {
    const { inputs, attrs, backend } = call;
    const { a, b } = inputs as { a: TensorInfo; b: TensorInfo };
    const { transposeA, transposeB } = attrs as unknown as BatchMatMulAttrs;
    const [batchA, batchB] = [batchSize(a), batchSize(b)];
    const plain = !transposeA && !transposeB && batchA === 1 && batchB === 1;
    const foreign = a.dtype !== "float32" || b.dtype !== "float32";
    const partlyBroadcast = batchA !== batchB && batchA !== 1 && batchB !== 1;
    // Leave to tfjs the products that it refuses, those that it computes well, and empty ones.
    if (
      plain ||
      foreign ||
      partlyBroadcast ||
      util.sizeFromShape(a.shape) * util.sizeFromShape(b.shape) === 0
    )
      return original(call);

    const wasm = asWasmBackend(backend);
    const left = transposeA ? transposed(wasm, a, batchA) : stacked(a, batchA);
    const right = transposeB ? transposed(wasm, b, batchB) : stacked(b, batchB);
    const multiply = (a: TensorInfo, b: TensorInfo) =>
      original({
        backend,
        inputs: { ...inputs, a, b },
        attrs: { ...attrs, transposeA: false, transposeB: false },
      }) as TensorInfo;

    const [, rows, inner] = left.shape as Stack;
    const columns = right.shape[2] as number;
    const outer = (batchA >= batchB ? a : b).shape.slice(0, -2);
    const product =
      batchB === 1
        ? multiply({ ...left, shape: [1, batchA * rows, inner] }, right)
        : matrixByMatrix(wasm, left, right, [batchB, rows, columns], multiply);
    if (transposeA) wasm.disposeData(left.dataId);
    if (transposeB) wasm.disposeData(right.dataId);
    return { ...product, shape: [...outer, rows, columns] };
  };
}

/** `[batch, rows, columns]` */
type Stack = [number, number, number];

function matrixByMatrix(
  wasm: WasmBackend,
  left: TensorInfo,
  right: TensorInfo,
  shape: Stack,
  multiply: (a: TensorInfo, b: TensorInfo) => TensorInfo,
): TensorInfo {
  const product = wasm.makeOutput(shape, "float32");
  for (let index = 0; index < shape[0]; index += 1) {
    const a = matrixAt(wasm, left, index);
    const b = matrixAt(wasm, right, index);
    const part = multiply(a, b);
    wasm.typedArrayFromHeap(product).set(wasm.typedArrayFromHeap(part), index * shape[1] * shape[2]);
    for (const { dataId } of [a, b, part]) wasm.disposeData(dataId);
  }
  return product;
}

/** A copy of the matrix at `index`, or of the only matrix. */
function matrixAt(wasm: WasmBackend, stack: TensorInfo, index: number): TensorInfo {
  const [batch, rows, columns] = stack.shape as Stack;
  const matrix = wasm.makeOutput([1, rows, columns], "float32");
  const first = batch === 1 ? 0 : index * rows * columns;
  wasm.typedArrayFromHeap(matrix).set(wasm.typedArrayFromHeap(stack).subarray(first, first + rows * columns));
  return matrix;
}

function transposed(wasm: WasmBackend, matrices: TensorInfo, batch: number): TensorInfo {
  return getKernel(Transpose, "wasm").kernelFunc({
    backend: wasm,
    inputs: { x: stacked(matrices, batch) },
    attrs: { perm: [0, 2, 1] },
  }) as TensorInfo;
}

function stacked(matrices: TensorInfo, batch: number): TensorInfo {
  return { ...matrices, shape: [batch, ...matrices.shape.slice(-2)] };
}

function batchSize({ shape }: TensorInfo): number {
  return util.sizeFromShape(shape.slice(0, -2));
}
