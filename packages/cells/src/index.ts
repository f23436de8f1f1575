export { type BiasInitialiser, chrono, forgetBias } from "./bias.ts";
export { type Cell, cell } from "./cell.ts";
export type { CellOptions } from "./cell-options.ts";
export type { CellParams } from "./cell-params.ts";
export type { CellState } from "./cell-state.ts";
export { gru, lstm, peepholeLstm, phased, rnn } from "./cells.ts";
export { dropout } from "./dropout.ts";
export { type FusedScanAttributes, fusedScanKernel } from "./fused-scan.ts";
export {
  he,
  type Initialiser,
  identity,
  normalWeights,
  orthogonal,
  uniformByHiddenSize,
  xavier,
} from "./initialisers.ts";
export type { Layer, Run, StepInputs, Unrolled } from "./layer.ts";
export { type LayerNormLstmParams, layerNormLstm } from "./layer-norm-lstm.ts";
export { projectInputs } from "./pre-activations.ts";
export { gruRecipe } from "./recipes/gru.ts";
export { lstmRecipe } from "./recipes/lstm.ts";
export { peepholeLstmRecipe } from "./recipes/peephole-lstm.ts";
export {
  phasedRecipe,
  type TemporalGateOptions,
  type TemporalGatePreset,
  temporalGatePresets,
} from "./recipes/phased.ts";
export { rnnRecipe } from "./recipes/rnn.ts";
export { rowLookup } from "./row-lookup.ts";
export { type ScanOptions, scan } from "./scan.ts";
export { type StackTree, stack } from "./stack.ts";
export {
  registerTokenStreams,
  type TokenNetwork,
  type TokenStream,
  type TokenStreamMaker,
  tokenStream,
} from "./token-stream.ts";
export { type Advance, unrollSteps } from "./unroll-steps.ts";
