import {
  BatchMatMul,
  type BatchMatMulAttrs,
  type GradConfig,
  matMul,
  reshape,
  type Tensor,
} from "@tensorflow/tfjs-core";
import { gradient } from "./gradient.ts";
import { sumTo } from "./sum-to.ts";

/**
 * The gradient of the matrix product, batched or not. With A and B the operands after their transposes: dA = dY B^T and
 * dB = A^T dY.
 */
export const matMulGradient: GradConfig = gradient<BatchMatMulAttrs>(
  BatchMatMul,
  { inputsToSave: ["a", "b"] },
  (dy, [a, b], { transposeA, transposeB }) => ({
    a: () => sumTo(transposeA ? matMul(b, dy, transposeB, true) : matMul(dy, b, false, !transposeB), a.shape),
    b: () => {
      if (b.rank === 2 && a.rank > 2 && !transposeA) {
        // A whole batch multiplies one matrix, so the batch is just more rows of a single product.
        const [rows, dyRows] = [asRows(a), asRows(dy)];
        return transposeB ? matMul(dyRows, rows, true, false) : matMul(rows, dyRows, true, false);
      }
      return sumTo(transposeB ? matMul(dy, a, true, transposeA) : matMul(a, dy, !transposeA, false), b.shape);
    },
  }),
);

function asRows(tensor: Tensor): Tensor {
  return reshape(tensor, [-1, tensor.shape[tensor.rank - 1] as number]);
}
