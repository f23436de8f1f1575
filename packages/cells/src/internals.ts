export { type DropoutAttributes, dropOut, dropoutKernel, dropoutScale } from "./drop-out.ts";
export { type Environment, evaluate } from "./evaluate.ts";
export { type FusedScanAttributes, fusedScanKernel } from "./fused-scan.ts";
export { type Int8Matrix, int8Matrix, type MatrixPlace, valuesOf } from "./int8-matrix.ts";
export { rowLookup } from "./row-lookup.ts";
export {
  registerTokenStreams,
  type TokenNetwork,
  type TokenStream,
  type TokenStreamMaker,
  tokenStream,
} from "./token-stream.ts";
