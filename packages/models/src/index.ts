export type { SequenceClassifierOptions } from "./classifier.ts";
export { applyHead, type HeadParams, initHead } from "./head.ts";
export { type InputLayer, type InputOptions, type InputParams, inputLayer } from "./input.ts";
export {
  type LanguageModel,
  type LanguageModelOptions,
  type LanguageModelParams,
  languageModel,
} from "./language-model.ts";
export {
  type CellName,
  cellNames,
  type InitialisationName,
  initialisationNames,
  type NetworkKind,
  networkKinds,
} from "./names.ts";
export { type ModelOfKind, type Network, networkModel, type ParamsOfKind } from "./network.ts";
export { networkParameters } from "./network-parameters.ts";
export {
  type ModelOptions,
  type ModelParameterCount,
  type ModelPart,
  parameterCount,
} from "./parameter-count.ts";
export { type RecurrentOptions, recurrentLayers } from "./recurrent-layers.ts";
export { type SequenceClassifier, sequenceClassifier } from "./sequence-classifier.ts";
export type { SequenceParams } from "./sequence-model.ts";
export type { SequenceModelOf } from "./sequence-model-of.ts";
export {
  type SequenceRegressor,
  type SequenceRegressorOptions,
  sequenceRegressor,
} from "./sequence-regressor.ts";
export { type StepClassifier, stepClassifier } from "./step-classifier.ts";
export {
  type LanguageModelState,
  type StreamingLanguageModel,
  streamingLanguageModel,
} from "./streaming-language-model.ts";
