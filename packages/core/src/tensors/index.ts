export { tidied } from "./tidied.ts";
export {
  countValues,
  disposeTree,
  leaves,
  mapTree,
  type NamedLeaf,
  namedLeaves,
  type TensorBranch,
  type TensorTree,
  unflatten,
  zipTrees,
} from "./tree.ts";
