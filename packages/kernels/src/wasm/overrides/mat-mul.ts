import type { BatchMatMulAttrs, KernelFunc, TensorInfo } from "@tensorflow/tfjs-core";
import { kernelsOf } from "../module/kernels.ts";
import { batchedProduct, isBatchedProduct } from "./batched-product.ts";

/**
 * The kernel `BatchMatMul` with our own products. tfjs's is fast only for one plain product of two matrices. For transposed or batched
 * ones, and so in every gradient, it runs a scalar loop.
 */
export function matMul(original: KernelFunc): KernelFunc {
  return (call) => {
    const { a, b } = call.inputs as { a: TensorInfo; b: TensorInfo };
    const { transposeA, transposeB } = call.attrs as unknown as BatchMatMulAttrs;
    const product = { a, b, transposeA, transposeB };
    return isBatchedProduct(product)
      ? batchedProduct(kernelsOf(call.backend as object), product)
      : original(call);
  };
}
