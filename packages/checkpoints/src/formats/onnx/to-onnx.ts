import { version } from "@tenetjs/core";
import type { RegressorOptions } from "@tenetjs/models";
import { onnxOrder } from "../../cell-layouts.ts";
import { type GateBlocks, joinColumns, type SharedCell, transpose, without } from "../../gate-blocks.ts";
import { encodeMessage } from "../../wire/encode-message.ts";
import { isRegressor, type NetworkParts, partsOf } from "../network-parts.ts";
import type { StoredNetwork } from "../stored-network.ts";
import {
  attributeTypes,
  elementTypes,
  messageForms,
  type OnnxAttribute,
  type OnnxNode,
  type OnnxTensor,
  type OnnxValue,
} from "./messages.ts";

/** The name of the output of a graph, by what it is. */
export const outputNames = { numbers: "predictions", classes: "logits" } as const;

/** The version of ONNX's operators in files that {@link toOnnx} writes. */
export const onnxOperatorSet = 17;

/**
 * An ONNX model (IR version 8, operator set 17) of a network. Its inputs are `ids`, int64 `[batch, time]`, or `inputs`, float32 `[batch, time, size]`; and the
 * states `h0`, `h1`, ... of the layers, for an LSTM also `c0`, ..., float32 `[1, batch, hidden]`, of a bidirectional network `[2, batch, hidden]`. Its outputs are `logits`, `[batch, time, classes]` or `[batch, classes]`, or
 * `predictions`, `[batch, time]` or `[batch]`, of a regressor with `outputs` with an axis for them; and the next states, `nextH0`, `nextC0`, ...
 *
 * @throws {TenetError} `FORMAT_UNSUPPORTED` for a cell that ONNX does not have; `CHECKPOINT_MISMATCH` when the tensors are not those of the network.
 */
export function toOnnx(stored: StoredNetwork): Uint8Array {
  const parts = partsOf("toOnnx", stored);
  const { cell, layers, backward, input, readout, head } = parts;
  const directionsAt = (index: number) => [layers, backward ?? []].flatMap((all) => all[index] ?? []);
  const directions = directionsAt(0).length;
  const reading = readingOf(input);
  const states = layers.flatMap(({ hiddenSize }, index) =>
    stateNames(cell, index).map((name) => ({ name, hiddenSize })),
  );
  const ends = endOf(parts, stored.network);
  const nodes = [
    ...reading.nodes,
    ...layers.flatMap((_, index) =>
      layerNodes(cell, directionsAt(index), index, index === layers.length - 1 && readout === "last"),
    ),
    ...ends.nodes,
  ];
  const read = new Set(nodes.flatMap(({ inputs }) => inputs));
  return encodeMessage(messageForms, "model", {
    irVersion: 8,
    producer: "tenet",
    producerVersion: version,
    operatorSets: [{ domain: "", version: onnxOperatorSet }],
    graph: {
      name: stored.network.kind,
      nodes,
      initializers: [
        ...shapes().filter(({ name }) => read.has(name)),
        ...ends.initializers,
        ...reading.initializers,
        ...layers.flatMap((_, index) => layerWeights(cell, directionsAt(index), index)),
        floats("head", [head.w.length / head.outputs, head.outputs], head.w),
        floats("headBias", [head.outputs], head.b),
      ],
      inputs: [reading.value, ...states.map(({ name, hiddenSize }) => state(name, directions, hiddenSize))],
      outputs: [
        ends.value,
        ...states.map(({ name, hiddenSize }) => state(nextState(name), directions, hiddenSize)),
      ],
    },
  });
}

/** The axes and shapes that nodes name. */
function shapes(): (OnnxTensor & { readonly name: string })[] {
  return [
    int64s("first", [0]),
    int64s("second", [1]),
    int64s("joined", [0, 0, -1]),
    int64s("joinedLast", [0, -1]),
  ];
}

/** The names of a layer's states among the inputs: `h0`, `c0`. */
export function stateNames(cell: SharedCell, layer: number): string[] {
  return cell === "lstm" ? [`h${layer}`, `c${layer}`] : [`h${layer}`];
}

/** The name of the output with the next value of a state: `nextH0` for `h0`. */
export function nextState(name: string): string {
  return `next${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

type Piece = {
  readonly nodes: readonly OnnxNode[];
  readonly value: OnnxValue;
  readonly initializers: readonly OnnxTensor[];
};

/** From the input of the graph to `steps0`, `[time, batch, size]`. */
function readingOf(input: NetworkParts["input"]): Piece {
  if (input.kind === "vector") {
    const value = valueInfo("inputs", elementTypes.float32, ["batch", "time", input.size]);
    return {
      nodes: [node("Transpose", ["inputs"], ["steps0"], ints("perm", [1, 0, 2]))],
      value,
      initializers: [],
    };
  }
  const value = valueInfo("ids", elementTypes.int64, ["batch", "time"]);
  const turned = node("Transpose", ["ids"], ["stepIds"], ints("perm", [1, 0]));
  if (input.kind === "embedding") {
    const table = floats("embedding", [input.size, input.table.length / input.size], input.table);
    return {
      nodes: [turned, node("Gather", ["embedding", "stepIds"], ["steps0"])],
      value,
      initializers: [table],
    };
  }
  return {
    nodes: [turned, node("OneHot", ["stepIds", "depth", "offAndOn"], ["steps0"])],
    value,
    initializers: [int64s("depth", [input.size]), floats("offAndOn", [2], Float32Array.of(0, 1))],
  };
}

function layerNodes(
  cell: SharedCell,
  blocks: readonly GateBlocks[],
  index: number,
  isLast: boolean,
): OnnxNode[] {
  const { hiddenSize = 0 } = blocks[0] ?? {};
  const states = stateNames(cell, index);
  const operator = cell === "original-gru" ? "GRU" : cell.toUpperCase();
  const attributes = [
    int("hidden_size", hiddenSize),
    ...(operator === "GRU" ? [int("linear_before_reset", Number(cell === "gru"))] : []),
    ...(blocks.length === 2 ? [text("direction", "bidirectional")] : []),
  ];
  const layer = node(
    operator,
    [`steps${index}`, `wx${index}`, `wh${index}`, `b${index}`, "", ...states],
    [isLast ? "" : `directions${index}`, ...states.map(nextState)],
    ...attributes,
  );
  const [from, to] = [`directions${index}`, `steps${index + 1}`];
  if (isLast) return [layer];
  if (blocks.length === 1) return [layer, node("Squeeze", [from, "second"], [to])];
  // From [time, directions, batch, hidden] to [time, batch, directions * hidden].
  const side = `sideBySide${index}`;
  return [
    layer,
    node("Transpose", [from], [side], ints("perm", [0, 2, 1, 3])),
    node("Reshape", [side, "joined"], [to]),
  ];
}

/** Weights `[directions, gates * hidden, input]` and biases of both products `[directions, 2 * gates * hidden]`. */
function layerWeights(cell: SharedCell, blocks: readonly GateBlocks[], index: number): OnnxTensor[] {
  const directions = blocks.map((each) => weightsOf(cell, each));
  const joined = (name: "wx" | "wh" | "b", shape: readonly number[]) =>
    floats(
      `${name}${index}`,
      [blocks.length, ...shape],
      Float32Array.from(directions.flatMap((weights) => Array.from(weights[name]))),
    );
  const { inputSize = 0, hiddenSize = 0 } = blocks[0] ?? {};
  const rows = onnxOrder[cell].x.length * hiddenSize;
  return [joined("wx", [rows, inputSize]), joined("wh", [rows, hiddenSize]), joined("b", [2 * rows])];
}

/** The weights of one direction, with ONNX's order of gates. */
function weightsOf(cell: SharedCell, { inputSize, hiddenSize, x, h, b }: GateBlocks) {
  const order = onnxOrder[cell];
  const rows = order.x.length * hiddenSize;
  const wx = transpose(joinColumns(x, inputSize, order.x, hiddenSize), inputSize, rows);
  const wh = transpose(joinColumns(h, hiddenSize, order.h, hiddenSize), hiddenSize, rows);
  const biases = new Float32Array(2 * rows);
  biases.set(joinColumns(b, 1, order.x, hiddenSize));
  biases.set(joinColumns(without(b, order.x), 1, order.h, hiddenSize), rows);
  return { wx, wh, b: biases };
}

/** From the outputs of the last layer to the output of the graph. */
function endOf(
  { readout, layers, backward, head: { outputs } }: NetworkParts,
  network: StoredNetwork["network"],
): Piece {
  const last = layers.length - 1;
  const name = isRegressor(network) ? outputNames.numbers : outputNames.classes;
  // A regressor whose options do not say how many numbers it predicts has no axis for them.
  const one = isRegressor(network) && (network.options as RegressorOptions).outputs === undefined;
  const whole = one ? "sums" : name;
  const nodes =
    readout === "every"
      ? [
          node("MatMul", [`steps${last + 1}`, "head"], ["products"]),
          node("Add", ["products", "headBias"], ["steps"]),
          node("Transpose", ["steps"], [whole], ints("perm", [1, 0, 2])),
        ]
      : [
          ...(backward === undefined
            ? [node("Squeeze", [nextState(`h${last}`), "first"], ["hidden"])]
            : [
                node("Transpose", [nextState(`h${last}`)], ["lastSideBySide"], ints("perm", [1, 0, 2])),
                node("Reshape", ["lastSideBySide", "joinedLast"], ["hidden"]),
              ]),
          node("Gemm", ["hidden", "head", "headBias"], [whole]),
        ];
  const steps = readout === "every" ? ["batch", "time"] : ["batch"];
  return {
    nodes: one ? [...nodes, node("Squeeze", [whole, "outputs"], [name])] : nodes,
    value: valueInfo(name, elementTypes.float32, one ? steps : [...steps, outputs]),
    initializers: one ? [int64s("outputs", [steps.length])] : [],
  };
}

function state(name: string, directions: number, hiddenSize: number): OnnxValue {
  return valueInfo(name, elementTypes.float32, [directions, "batch", hiddenSize]);
}

function node(
  operator: string,
  inputs: string[],
  outputs: string[],
  ...attributes: OnnxAttribute[]
): OnnxNode {
  return { operator, name: outputs.find((name) => name !== "") ?? operator, inputs, outputs, attributes };
}

function int(name: string, value: number): OnnxAttribute {
  return { name, int: value, type: attributeTypes.int };
}

function text(name: string, value: string): OnnxAttribute {
  return { name, text: value, type: attributeTypes.text };
}

function ints(name: string, values: number[]): OnnxAttribute {
  return { name, ints: values, type: attributeTypes.ints };
}

function floats(name: string, shape: number[], { buffer, byteOffset, byteLength }: Float32Array): OnnxTensor {
  return { name, type: elementTypes.float32, shape, bytes: new Uint8Array(buffer, byteOffset, byteLength) };
}

function int64s(name: string, values: number[]): OnnxTensor & { readonly name: string } {
  const { buffer } = BigInt64Array.from(values, BigInt);
  return { name, type: elementTypes.int64, shape: [values.length], bytes: new Uint8Array(buffer) };
}

/** An input or output. An axis with a name may have any size. */
function valueInfo(name: string, elements: number, axes: readonly (number | string)[]): OnnxValue {
  const shape = { axes: axes.map((axis) => (typeof axis === "number" ? { size: axis } : { name: axis })) };
  return { name, type: { tensor: { elements, shape } } };
}
