import { differentiable } from "@tenetjs/core/tensors/internals";
import {
  cast,
  gather,
  matMul,
  oneHot,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  transpose,
} from "@tensorflow/tfjs-core";

/**
 * The rows of `table` at `ids`: `[rows, columns]` and int32 `[n]` give `[n, columns]`. The result equals oneHot(ids) `table`, without the
 * cost of the product. The gradient is oneHot(ids)^T times the gradient of the result, computed as a matrix product: every backend has
 * one, while WASM lacks the kernel behind tfjs's own gradient of `gather`.
 */
export function rowLookup(table: Tensor2D, ids: Tensor1D): Tensor2D {
  const lookup = (rows: Tensor) => ({
    value: gather(rows, ids),
    saved: [ids],
    gradient: (dy: Tensor, [taken]: readonly Tensor[]) => {
      // A cast, because WASM's kernel ignores the dtype that `oneHot` is given.
      const hot = cast(oneHot(taken as Tensor1D, table.shape[0]), "float32") as Tensor2D;
      return [matMul(transpose(hot), dy as Tensor2D)];
    },
  });
  return differentiable(lookup, table) as Tensor2D;
}
