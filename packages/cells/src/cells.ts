import { type Cell, cell } from "./cell.ts";
import type { CellOptions } from "./cell-options.ts";
import { gruRecipe } from "./recipes/gru.ts";
import { lstmRecipe } from "./recipes/lstm.ts";
import { peepholeLstmRecipe } from "./recipes/peephole-lstm.ts";
import { phasedRecipe, type TemporalGateOptions, type TemporalGatePreset } from "./recipes/phased.ts";
import { rnnRecipe } from "./recipes/rnn.ts";

/** A vanilla recurrent cell: h = tanh(x Wx + h' Wh + b). */
export function rnn(options: CellOptions): Cell {
  return cell(rnnRecipe, options);
}

/** A long short-term memory cell, with state `h` and `c`. Its forget bias starts at 1 unless `bias` says otherwise. */
export function lstm(options: CellOptions): Cell {
  return cell(lstmRecipe, options);
}

/** An LSTM cell whose gates also see the unit's memory. */
export function peepholeLstm(options: CellOptions): Cell {
  return cell(peepholeLstmRecipe, options);
}

/** A gated recurrent unit in the reset-after form of PyTorch and cuDNN. */
export function gru(options: CellOptions): Cell {
  return cell(gruRecipe, options);
}

/** `inner` behind a temporal gate, of the same sizes and initialisation: see {@link phasedRecipe}. */
export function phased(inner: Cell, options: TemporalGateOptions | TemporalGatePreset = {}): Cell {
  return cell(phasedRecipe(inner.recipe, options), inner.options);
}
