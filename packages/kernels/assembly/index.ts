export { addBlocks, clearBlocks, copyBlocks, gatherBlocks, scatterAddBlocks } from "./blocks";
export { scale, sumOfSquares } from "./clipping";
export { crossEntropy, sumOfWeights, weightOfHits } from "./cross-entropy";
export { drawIds } from "./draw";
export { dropOut } from "./dropout";
export {
  multiply,
  multiplyPacked,
  pack,
  packedBytes,
  packedWorkspaceBytes,
  useTile,
  workspaceBytes,
} from "./gemm";
export { multiplyInt8Rows, packInt8 } from "./int8-rows";
export { gatherRows, repeatRow, scatterAddIntegerRows, scatterAddRows, sumRows } from "./lookup";
export { multiplyRows } from "./rows";
export { tanhOf } from "./unary";
