import { checkPositive } from "@tenetjs/core/internals";
import { leaves, mapTree, type TensorTree, tidied, unflatten } from "@tenetjs/core/tensors";
import { fusedKernel } from "@tenetjs/core/tensors/internals";
import { add, addN, div, maximum, mul, type Scalar, sqrt, square, sum } from "@tensorflow/tfjs-core";
import type { Optimizer } from "./optimizer.ts";
import { scaling, withStages } from "./stages.ts";

/** The square root of the sum of the squares of all values of all leaves, as a scalar tensor. */
export function globalNorm(tree: TensorTree): Scalar {
  const fused = fusedKernel("TenetGlobalNorm");
  if (fused !== undefined) return fused(leaves(tree))[0] as Scalar;
  return tidied(() => sqrt<Scalar>(addN(leaves(tree).map((leaf) => sum<Scalar>(square(leaf))))));
}

/**
 * A transform that multiplies all gradients by `min(1, most / norm)`, where `norm` is their {@link globalNorm}. This limits the length of
 * the gradient and keeps its direction (Pascanu et al., 2013, algorithm 1). Unlike PyTorch, it does not add 1e-6 to the norm.
 *
 * If the norm is not finite, because a value is NaN or infinite or a square overflows, every value becomes NaN: the
 * direction is lost, and a finite result would hide it.
 *
 * @throws {RangeError} unless `most` is above 0.
 */
export function clipByGlobalNorm(most: number): Optimizer {
  checkPositive("clipByGlobalNorm", "most", most);
  const optimizer: Optimizer = {
    init: () => ({}),
    update: (gradients) => {
      const fused = fusedKernel("TenetClipByGlobalNorm");
      if (fused !== undefined)
        return { updates: unflatten(gradients, fused(leaves(gradients), { most })), state: {} };
      return tidied(() => {
        const norm = globalNorm(gradients);
        // NaN if the norm is not finite.
        const scale = add(div(most, maximum(norm, most)), mul(norm, 0));
        return { updates: mapTree(gradients, (gradient) => mul(gradient, scale)), state: {} };
      });
    },
  };
  return withStages(optimizer, {
    list: [{ recipe: scaling, most }],
    slotsOf: () => [{}],
    stateOf: () => ({}),
  });
}
