export {
  type Checkpoint,
  type CheckpointContents,
  decodeSafetensors,
  type UnsupportedTensor,
} from "./decode-safetensors.ts";
export type { Dtype, DtypeArrays, StoredTensor } from "./dtype.ts";
export { encodeSafetensors } from "./encode-safetensors.ts";
export type { PyTorchCell, SharedCell } from "./gate-blocks.ts";
export { fromKeras, type KerasWeights, toKeras } from "./keras.ts";
export { fromPyTorch, toPyTorch } from "./pytorch.ts";
export { type ResumableState, restoreParams, restoreState, storeState } from "./resumable-state.ts";
export { fillTree, tensorsToTree } from "./tensors-to-tree.ts";
export { treeToTensors } from "./tree-to-tensors.ts";
