import {
  type BiasInitialiser,
  type Cell,
  type CellOptions,
  chrono,
  dropout,
  forgetBias,
  gru,
  he,
  type Initialiser,
  identity,
  type Layer,
  lstm,
  normalWeights,
  orthogonal,
  peepholeLstm,
  phased,
  rnn,
  type StackTree,
  stack,
  type TemporalGateOptions,
  type TemporalGatePreset,
  uniformByHiddenSize,
  xavier,
} from "@tenetjs/cells";
import { checkChoice, checkInteger, problem } from "@tenetjs/core";

const cells = { rnn, lstm, gru, "peephole-lstm": peepholeLstm } as const;

/** The cells by name, as a model's options have them. A phased one is the cell after its hyphen, behind a temporal gate. */
export const cellNames = [
  "rnn",
  "lstm",
  "gru",
  "peephole-lstm",
  "phased-rnn",
  "phased-lstm",
  "phased-gru",
] as const;
export type CellName = (typeof cellNames)[number];

type Initialisation = { readonly inputWeights: Initialiser; readonly recurrentWeights: Initialiser };

const initialisations = {
  default: { inputWeights: xavier(), recurrentWeights: orthogonal() },
  xavier: { inputWeights: xavier(), recurrentWeights: xavier() },
  he: { inputWeights: he(), recurrentWeights: he() },
  orthogonal: { inputWeights: orthogonal(), recurrentWeights: orthogonal() },
  identity: { inputWeights: xavier(), recurrentWeights: identity() },
  normal: { inputWeights: normalWeights(1), recurrentWeights: normalWeights(1) },
  "normal-1e-4": { inputWeights: normalWeights(1e-4), recurrentWeights: normalWeights(1e-4) },
  pytorch: { inputWeights: uniformByHiddenSize(), recurrentWeights: uniformByHiddenSize() },
} as const satisfies Record<string, Initialisation>;

/**
 * How weights start, by name: `default` is Xavier for x's weights and orthogonal for h's; `normal` is N(0, 1), the course's own
 * runs; `pytorch` is U(-1/sqrt(hidden), 1/sqrt(hidden)); the rest use the one initialiser for both.
 */
export const initialisationNames = Object.keys(initialisations) as readonly InitialisationName[];
export type InitialisationName = keyof typeof initialisations;

/** A stack of recurrent layers as plain data. */
export type RecurrentOptions = {
  /** Default "lstm". */
  readonly cell?: CellName;
  /** Units of each layer. Default 128. */
  readonly hiddenSize?: number;
  /** Default 1. */
  readonly layers?: number;
  /** Probability with which a layer's outputs are dropped in training, between layers and before the head. Default 0. */
  readonly dropout?: number;
  /** Default "default". */
  readonly initialisation?: InitialisationName;
  /** The starting bias of the gate that keeps memory: a number, or chrono initialisation for dependencies up to `chrono` steps. Default 1. */
  readonly forgetBias?: number | { readonly chrono: number };
  /** The temporal gate of a phased cell. */
  readonly temporalGate?: TemporalGateOptions | TemporalGatePreset;
};

/**
 * The stack of layers that `options` describe, over inputs of `inputSize`.
 *
 * @throws {RangeError} for an unknown name, a size out of range, or a `temporalGate` for a cell that has none.
 */
export function recurrentLayers(inputSize: number, options: RecurrentOptions): Layer<StackTree, StackTree> {
  return layersOf(recurrentCells(inputSize, options), options);
}

/** The stack of {@link recurrentLayers} over its cells. */
export function layersOf(
  cells: readonly Cell[],
  options: Pick<RecurrentOptions, "dropout">,
): Layer<StackTree, StackTree> {
  return stack(...cells.map((cell) => dropout(options.dropout ?? 0, cell)));
}

/** The cells of {@link recurrentLayers}, from the input up. */
export function recurrentCells(inputSize: number, options: RecurrentOptions): Cell[] {
  const { hiddenSize = 128, layers = 1 } = options;
  checkInteger("model", "layers", layers, 1);
  checkInteger("model", "hiddenSize", hiddenSize, 1);
  return Array.from({ length: layers }, (_, index) =>
    namedCell(options, { inputSize: index === 0 ? inputSize : hiddenSize, hiddenSize }),
  );
}

function namedCell(options: RecurrentOptions, sizes: Pick<CellOptions, "inputSize" | "hiddenSize">): Cell {
  const name = checkChoice("model", "cell", options.cell ?? "lstm", cellNames);
  const initialisation =
    initialisations[
      checkChoice("model", "initialisation", options.initialisation ?? "default", initialisationNames)
    ];
  const inner = name.replace(/^phased-/, "") as keyof typeof cells;
  const made = cells[inner]({ ...sizes, ...initialisation, bias: biasOf(options.forgetBias ?? 1) });
  if (inner !== name) return phased(made, options.temporalGate);
  if (options.temporalGate === undefined) return made;
  throw new RangeError(
    problem("model", "no temporalGate for a cell without one", name, `Set cell to "phased-${name}".`),
  );
}

function biasOf(bias: number | { readonly chrono: number }): BiasInitialiser {
  return typeof bias === "number" ? forgetBias(bias) : chrono(bias.chrono);
}
