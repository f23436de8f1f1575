export type { SequenceClassifierOptions } from "./classifier.ts";
export { type AffineHead, applyHead, type HeadParams, initHead } from "./head.ts";
export { type InputLayer, type InputOptions, type InputParams, inputLayer } from "./input.ts";
export { int8Weights } from "./int8-weights.ts";
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
export {
  type CellInitialisers,
  cellInitialisers,
  type RecurrentOptions,
  recurrentLayers,
} from "./recurrent-layers.ts";
export type { RegressorOptions } from "./regressor.ts";
export { type SequenceClassifier, sequenceClassifier } from "./sequence-classifier.ts";
export type { SequenceOptions, SequenceParams } from "./sequence-model.ts";
export type { SequenceModelOf } from "./sequence-model-of.ts";
export { type SequenceRegressor, sequenceRegressor } from "./sequence-regressor.ts";
export { type StepClassifier, stepClassifier } from "./step-classifier.ts";
export { type StepRegressor, stepRegressor } from "./step-regressor.ts";
export {
  type LanguageModelState,
  type StreamingLanguageModel,
  type StreamingOptions,
  streamingLanguageModel,
} from "./streaming-language-model.ts";
