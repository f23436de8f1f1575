export { asLanguageModel } from "./as-language-model.ts";
export { type FileFormat, formatOf } from "./file-format.ts";
export {
  type FromKerasWeightsOptions,
  fromKerasFile,
  fromKerasWeights,
  toKerasFile,
  toKerasWeights,
} from "./keras/keras-file.ts";
export { fromTfjsLayers, type TfjsLayersModel, toTfjsLayers } from "./keras/tfjs-layers.ts";
export { networkFiles } from "./network-files.ts";
export type { Predicts, PredictsOption } from "./network-parts.ts";
export { fromOnnx } from "./onnx/from-onnx.ts";
export { nextState, onnxOperatorSet, stateNames, toOnnx } from "./onnx/to-onnx.ts";
export { type FromPyTorchOptions, fromPyTorchNetwork, toPyTorchNetwork } from "./pytorch-network.ts";
export { type NetworkFile, type ReadNetworkOptions, readNetwork } from "./read-network.ts";
export type { ReadNetwork, StoredNetwork } from "./stored-network.ts";
export type { TargetFormat } from "./target-formats.ts";
