export {
  multiply,
  multiplyPacked,
  pack,
  packedBytes,
  packedWorkspaceBytes,
  useTile,
  workspaceBytes,
} from "./gemm";
