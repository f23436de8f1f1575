import { TenetError } from "@tenetjs/core";
import { phrase, problem } from "@tenetjs/core/internals";
import type { Network, RecurrentOptions } from "@tenetjs/models";
import { sharedCells } from "../cell-layouts.ts";
import {
  checkShape,
  floats,
  fromParams,
  type GateBlocks,
  matrix,
  type SharedCell,
  toParams,
  transpose,
  vector,
} from "../gate-blocks.ts";
import type { ReadNetwork, StoredNetwork } from "./stored-network.ts";

/** A network in parts that every format has: what it reads, recurrent layers by gate, and a head. */
export type NetworkParts = {
  readonly cell: SharedCell;
  readonly input: PartsInput;
  readonly layers: readonly GateBlocks[];
  /** Of a bidirectional network, the layers that read from the end, each beside its layer. Their outputs follow those of `layers`. */
  readonly backward?: readonly GateBlocks[];
  /** The probability of dropping an output of a layer in training. Default: 0. */
  readonly dropout?: number;
  readonly head: PartsHead;
  /** Whether the head reads the output after the last step, or after every step. The last output of each direction is that after it has read all steps. */
  readonly readout: "last" | "every";
  /** What the numbers of the head are. By default it is guessed: a prediction if there is one, logits of classes if there are more. */
  readonly predicts?: Predicts;
};

/** What the numbers of a head are: the predictions of a regressor, or the logits of classes. */
export type Predicts = "numbers" | "classes";

/** An option of functions that read a network. */
export type PredictsOption = {
  /** What the numbers of the head are. Default: what the file says, or else a prediction if there is one, and logits if there are more. */
  readonly predicts?: Predicts | undefined;
};

/** The part of {@link NetworkParts} that says what a head predicts: what is stated, or else what the file says. */
export function predicting(...said: readonly (Predicts | undefined)[]): Pick<NetworkParts, "predicts"> {
  const predicts = said.find((one) => one !== undefined);
  return predicts === undefined ? {} : { predicts };
}

/** Numbers, ids that are read as one-hot vectors, or ids that are looked up in a table `[size, dimensions]`. */
export type PartsInput =
  | { readonly kind: "vector" | "one-hot"; readonly size: number }
  | { readonly kind: "embedding"; readonly size: number; readonly table: Float32Array };

/** `w` is `[hidden, outputs]` in row-major order, `b` is `[outputs]`. */
export type PartsHead = {
  readonly w: Float32Array;
  readonly b: Float32Array;
  readonly outputs: number;
};

/**
 * The parts of `stored`.
 *
 * @throws {TenetError} `CHECKPOINT_MISMATCH` when a tensor is missing or of another shape; `FORMAT_UNSUPPORTED` for a cell that `format` does not have.
 */
export function partsOf(format: string, { network, tensors }: StoredNetwork): NetworkParts {
  const { cell = "lstm", layers = 1, hiddenSize = 128, dropout = 0 } = network.options;
  if (!isShared(cell))
    throw unsupported(format, `one of the cells ${sharedCells.join(", ")}`, cell, exported);
  const readsBack = "bidirectional" in network.options && network.options.bidirectional === true;
  const input = inputOf(format, network, tensors);
  const layersOf = (direction: Direction) =>
    Array.from({ length: layers }, (_, index) =>
      fromParams(format, cell, tensors, layerName(index, readsBack, direction)),
    );
  const width = readsBack ? 2 * hiddenSize : hiddenSize;
  return {
    cell,
    input,
    layers: layersOf("forward"),
    ...(readsBack ? { backward: layersOf("backward") } : {}),
    dropout,
    head: headOf(format, tensors, { input, hiddenSize: width, outputs: outputsOf(network) }),
    readout: readoutOf(network),
    predicts: isRegressor(network) ? "numbers" : "classes",
  };
}

/**
 * The network that `parts` describe: a regressor or a classifier, of every step or of the last. Where that is guessed of several outputs, the notes tell it.
 *
 * @throws {TenetError} `FORMAT_UNSUPPORTED` when its layers differ in size.
 */
export function networkOfParts(format: string, parts: NetworkParts, notes: readonly string[]): ReadNetwork {
  const { cell, layers, backward, dropout = 0, input, head } = parts;
  const [first] = layers;
  if (first === undefined) throw unsupported(format, "a recurrent layer", phrase("none"));
  const readsBack = backward !== undefined;
  const sizes = [...layers, ...(backward ?? [])].map(({ hiddenSize }) => hiddenSize);
  if (sizes.some((size) => size !== first.hiddenSize))
    throw unsupported(format, "recurrent layers of one size", sizes, "Build a stack of layers of your own.");
  const table = input.kind === "embedding" ? { "input.table": matrix(input.table, input.size) } : {};
  const paramsOf = (all: readonly GateBlocks[], direction: Direction) =>
    all.map((blocks, index) => toParams(cell, blocks, layerName(index, readsBack, direction)));
  const tensors = Object.assign(
    table,
    ...paramsOf(layers, "forward"),
    ...paramsOf(backward ?? [], "backward"),
    { "head.w": matrix(head.w, head.w.length / head.outputs), "head.b": vector(head.b) },
  );
  const recurrent: RecurrentOptions = {
    cell,
    hiddenSize: first.hiddenSize,
    layers: layers.length,
    ...(dropout > 0 ? { dropout } : {}),
  };
  const guessed =
    parts.predicts === undefined && head.outputs > 1
      ? [`taken for a classifier: its ${head.outputs} logits are the numbers of the head`]
      : [];
  return {
    network: kindOf(parts, readsBack ? { ...recurrent, bidirectional: true } : recurrent),
    tensors,
    notes: [...notes, ...guessed],
  };
}

/** A direction in which a layer reads. */
export type Direction = "forward" | "backward";

/** The beginning of the names of a layer's tensors. */
function layerName(index: number, readsBack: boolean, direction: Direction): string {
  return `recurrent.layers.${index}.${readsBack ? `${direction}.` : ""}`;
}

const exported = "Weights and description are exported with --to safetensors.";

/** The error `FORMAT_UNSUPPORTED`: a file is intact, but has what the other side does not. */
export function unsupported(format: string, expected: string, got: unknown, next?: string): TenetError {
  return new TenetError("FORMAT_UNSUPPORTED", problem(format, expected, got, next));
}

function kindOf(
  { input, head, readout, predicts = head.outputs === 1 ? "numbers" : "classes" }: NetworkParts,
  recurrent: RecurrentOptions & { readonly bidirectional?: true },
): Network {
  const { kind, size } = input;
  const read =
    kind === "embedding" ? { kind, size, dimensions: input.table.length / size } : ({ kind, size } as const);
  const options = { ...recurrent, input: read };
  if (predicts === "numbers") {
    const several = head.outputs === 1 ? options : { ...options, outputs: head.outputs };
    return { kind: readout === "last" ? "sequence-regressor" : "step-regressor", options: several };
  }
  const classes = head.outputs;
  return {
    kind: readout === "last" ? "sequence-classifier" : "step-classifier",
    options: { ...options, classes },
  };
}

function isShared(cell: string): cell is SharedCell {
  return (sharedCells as readonly string[]).includes(cell);
}

function readoutOf({ kind }: Network): NetworkParts["readout"] {
  return kind === "sequence-classifier" || kind === "sequence-regressor" ? "last" : "every";
}

/** Whether the numbers of a network's head are its predictions, and not logits. */
export function isRegressor({ kind }: Network): boolean {
  return kind === "sequence-regressor" || kind === "step-regressor";
}

function outputsOf({ options }: Network): number {
  if ("vocabularySize" in options) return options.vocabularySize;
  return "classes" in options ? options.classes : (options.outputs ?? 1);
}

function inputOf(format: string, { kind, options }: Network, tensors: StoredNetwork["tensors"]): PartsInput {
  const read =
    kind !== "language-model"
      ? options.input
      : options.embedding === undefined
        ? ({ kind: "one-hot", size: options.vocabularySize } as const)
        : ({ kind: "embedding", size: options.vocabularySize, dimensions: options.embedding } as const);
  if (read.kind !== "embedding") return { kind: read.kind, size: read.size };
  const table = floats(format, "input.table", tensors["input.table"]);
  checkShape(format, table, [read.size, read.dimensions ?? 32]);
  return { kind: "embedding", size: read.size, table: table.data };
}

function headOf(
  format: string,
  tensors: StoredNetwork["tensors"],
  { input, hiddenSize, outputs }: { input: PartsInput; hiddenSize: number; outputs: number },
): PartsHead {
  const b = floats(format, "head.b", tensors["head.b"]);
  checkShape(format, b, [outputs]);
  // A tied head has the table of the embedding for its weights.
  if (input.kind === "embedding" && tensors["head.w"] === undefined)
    return { w: transpose(input.table, outputs, hiddenSize), b: b.data, outputs };
  const w = floats(format, "head.w", tensors["head.w"]);
  checkShape(format, w, [hiddenSize, outputs]);
  return { w: w.data, b: b.data, outputs };
}
