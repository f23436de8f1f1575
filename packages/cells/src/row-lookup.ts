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
 * The rows of `table` at `ids`: `[rows, columns]` and int32 `[n]` give `[n, columns]`. Equals oneHot(ids) `table` without
 * the product. Its gradient is oneHot(ids)^T times the gradient of the result, as one plain product: every backend has
 * that, while the kernel behind tfjs's own gradient of `gather` is missing on WASM.
 */
export function rowLookup(table: Tensor2D, ids: Tensor1D): Tensor2D {
  const lookup = (rows: Tensor) => ({
    value: gather(rows, ids),
    saved: [ids],
    gradient: (dy: Tensor, [taken]: readonly Tensor[]) => {
      // Cast, not oneHot's own dtype: WASM's kernel ignores that.
      const hot = cast(oneHot(taken as Tensor1D, table.shape[0]), "float32") as Tensor2D;
      return [matMul(transpose(hot), dy as Tensor2D)];
    },
  });
  return differentiable(lookup, table) as Tensor2D;
}
