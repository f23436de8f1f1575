export { type Differentiable, differentiable } from "./differentiable.ts";
export { fusedKernel } from "./fused-kernel.ts";
export { type Axes, checkShape } from "./shapes.ts";
export { tidied } from "./tidied.ts";
export {
  countValues,
  disposeTree,
  leaves,
  leavesInOrder,
  mapTree,
  type NamedLeaf,
  namedLeaves,
  type TensorBranch,
  type TensorTree,
  unflatten,
  zipTrees,
} from "./tree.ts";
