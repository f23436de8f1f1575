import {
  type BiasInitialiser,
  bidirectional,
  type CellName,
  type CellSizes,
  cellNames,
  chrono,
  dropout,
  forgetBias,
  he,
  type Initialiser,
  identity,
  type Layer,
  type NamedCell,
  namedCell,
  normalWeights,
  orthogonal,
  type StackTree,
  stack,
  type TemporalGateOptions,
  type TemporalGatePreset,
  uniformByHiddenSize,
  xavier,
} from "@tenetjs/cells";
import { checkChoice, checkInteger } from "@tenetjs/core/internals";
import { type InitialisationName, initialisationNames } from "./names.ts";

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
} as const satisfies Record<InitialisationName, Initialisation>;

/** The options of layers that may read a sequence in both directions. */
type Directions = { readonly bidirectional?: boolean };

/** The options of a stack of recurrent layers, as plain data. */
export type RecurrentOptions = {
  /** The name of the cell. Default: "lstm". */
  readonly cell?: CellName;
  /** Number of units in each layer. Default: 128. */
  readonly hiddenSize?: number;
  /** Number of layers, at most 1000. Default: 1. */
  readonly layers?: number;
  /** The probability of dropping an output of a layer in training, between layers and before the head. Default: 0. */
  readonly dropout?: number;
  /** The name of the weight initialisation. Default: "default". */
  readonly initialisation?: InitialisationName;
  /** The initial bias of the gate that keeps memory: a number, or chrono initialisation for dependencies of up to `chrono` steps. Default: 1. */
  readonly forgetBias?: number | { readonly chrono: number };
  /** The temporal gate of a phased cell. */
  readonly temporalGate?: TemporalGateOptions | TemporalGatePreset;
};

/**
 * The stack of layers that `options` describe, for inputs of `inputSize` numbers.
 *
 * @throws {RangeError} for an unknown name, a size out of range, or a `temporalGate` for a cell that has none.
 */
export function recurrentLayers(
  inputSize: number,
  options: RecurrentOptions & Directions,
): Layer<StackTree, StackTree> {
  return stackOf(layersOf(inputSize, options), options);
}

/** The stack of {@link recurrentLayers}, from its layers. */
export function stackOf(
  layers: readonly Layer[],
  options: Pick<RecurrentOptions, "dropout">,
): Layer<StackTree, StackTree> {
  return stack(...layers.map((layer) => dropout(options.dropout ?? 0, layer)));
}

/** The layers of {@link recurrentLayers}, from input to output, without dropout. */
export function layersOf(inputSize: number, options: RecurrentOptions & Directions): Layer[] {
  const { layer } = cellOf(options);
  const made = cellInitialisers(options);
  const ofSizes = (sizes: CellSizes): Layer => layer({ ...sizes, ...made });
  return sizesOf(inputSize, options).map((sizes) =>
    options.bidirectional === true ? bidirectional(ofSizes(sizes), ofSizes(sizes)) : ofSizes(sizes),
  );
}

/** The initial values of a cell that the options name: for layers made of a recipe of your own. @throws {RangeError} for an unknown name. */
export function cellInitialisers({
  forgetBias = 1,
  ...options
}: Pick<RecurrentOptions, "initialisation" | "forgetBias">): CellInitialisers {
  return { ...initialisationOf(options), bias: biasOf(forgetBias) };
}

/** How the weights and biases of a cell are drawn, as the options of `cell` have it. */
export type CellInitialisers = Initialisation & { readonly bias: BiasInitialiser };

/** The cell that the options name. */
export function cellOf({ cell = "lstm", temporalGate }: RecurrentOptions): NamedCell {
  return namedCell(checkChoice("model", "cell", cell, cellNames), temporalGate);
}

/** More layers than anyone has trained. A million of them would end as a full stack, minutes later. */
const mostLayers = 1000;

/** The sizes of each layer's cells. */
export function sizesOf(
  inputSize: number,
  { hiddenSize = 128, layers = 1, bidirectional = false }: RecurrentOptions & Directions,
): CellSizes[] {
  checkInteger("model", "layers", layers, 1, mostLayers);
  checkInteger("model", "hiddenSize", hiddenSize, 1);
  return Array.from({ length: layers }, (_, index) => ({
    inputSize: index === 0 ? inputSize : bidirectional ? 2 * hiddenSize : hiddenSize,
    hiddenSize,
  }));
}

function initialisationOf({
  initialisation = "default",
}: Pick<RecurrentOptions, "initialisation">): Initialisation {
  return initialisations[checkChoice("model", "initialisation", initialisation, initialisationNames)];
}

function biasOf(bias: number | { readonly chrono: number }): BiasInitialiser {
  return typeof bias === "number" ? forgetBias(bias) : chrono(bias.chrono);
}
