export { type BiasInitialiser, chrono, forgetBias } from "./bias.ts";
export { type BothDirections, bidirectional } from "./bidirectional.ts";
export { type Cell, cell, isCell } from "./cell.ts";
export type { CellOptions } from "./cell-options.ts";
export type { CellParams } from "./cell-params.ts";
export type { CellState } from "./cell-state.ts";
export { type CellEntry, type CellSizes, type Citation, cellTable } from "./cell-table.ts";
export { gru, gruRecipe } from "./cells/gru.ts";
export { indrnn, indrnnRecipe } from "./cells/indrnn.ts";
export { type LayerNormLstmParams, layerNormLstm } from "./cells/layer-norm-lstm.ts";
export { lstm, lstmRecipe } from "./cells/lstm.ts";
export { mgu, mguRecipe } from "./cells/mgu.ts";
export { minGru, minGruRecipe } from "./cells/min-gru.ts";
export { minLstm, minLstmRecipe } from "./cells/min-lstm.ts";
export { originalGru, originalGruRecipe } from "./cells/original-gru.ts";
export { peepholeLstm, peepholeLstmRecipe } from "./cells/peephole-lstm.ts";
export {
  phased,
  phasedRecipe,
  type TemporalGateOptions,
  type TemporalGatePreset,
  temporalGatePresets,
} from "./cells/phased.ts";
export { rnn, rnnRecipe } from "./cells/rnn.ts";
export { sru, sruRecipe } from "./cells/sru.ts";
export { composed } from "./composed.ts";
export { dropout } from "./dropout.ts";
export { gradientNorms } from "./gradient-norms.ts";
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
export { isPhased, type NamedCell, namedCell } from "./named-cell.ts";
export { type CellName, cellNames } from "./names.ts";
export { type ScanOptions, scan } from "./scan.ts";
export { type StackTree, stack } from "./stack.ts";
export { type Advance, unrollSteps } from "./unroll-steps.ts";
