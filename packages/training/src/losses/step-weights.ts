import { cast, div, reshape, scalar, sum, type Tensor } from "@tensorflow/tfjs-core";

/**
 * The weight of each of `rows` steps in a mean, `[rows, 1]`: 1 / count for unmasked steps, 0 for masked ones. A scalar if there is
 * no mask.
 */
export function stepWeights(rows: number, mask: Tensor | undefined): Tensor {
  if (mask === undefined) return scalar(1 / rows);
  const counted = cast(reshape(mask, [rows, 1]), "float32");
  return div(counted, sum(counted));
}
