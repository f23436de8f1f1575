export { clearBlocks, copyBlocks, gatherBlocks, scatterAddBlocks } from "./blocks";
export { crossEntropy, sumOfWeights } from "./cross-entropy";
export {
  multiply,
  multiplyPacked,
  pack,
  packedBytes,
  packedWorkspaceBytes,
  useTile,
  workspaceBytes,
} from "./gemm";
export { gatherRows, repeatRow, scatterAddIntegerRows, scatterAddRows } from "./lookup";
export { tanhOf } from "./unary";
export { adam, add, centeredRootMeanSquare, momentum, rootMeanSquare, scale, sumOfSquares } from "./updates";
