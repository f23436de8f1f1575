import type { Network } from "../../cases/task.ts";
import type { LayerWeights, Matrix, NetworkWeights } from "../../cases/workload.ts";
import { pickBlocks, transposed } from "../layouts.ts";
import { type Field, message } from "./protobuf.ts";

/**
 * An ONNX model (IR version 8, opset 17) of an LSTM language model. Inputs are `ids`, int64 `[batch, time]`, and the states `h0`, `c0`, `h1`, ...,
 * float32 `[1, batch, hidden]`, a pair for each layer. Outputs are `logits`, `[batch, time, classes]`, and the states `nextH0`, `nextC0`, ...
 */
export function onnxLanguageModel(network: Network, weights: NetworkWeights): Uint8Array {
  const { inputSize, hiddenSize, classes } = network;
  const layers = weights.layers.map((layer, index) => recurrentLayer(layer, index, hiddenSize));
  const last = `outputs${weights.layers.length - 1}`;
  const states = weights.layers.flatMap((_, index) => [`h${index}`, `c${index}`]);
  const shape = [1, "batch", hiddenSize];
  const graph = message(
    [2, "language-model"],
    [1, node("Transpose", ["ids"], ["steps"], integers("perm", [1, 0]))],
    [1, node("OneHot", ["steps", "inputSize", "offAndOn"], ["outputs-1"])],
    ...layers.flatMap(({ nodes }) => nodes.map((made): Field => [1, made])),
    [1, node("MatMul", [last, "head"], ["sums"])],
    [1, node("Add", ["sums", "headBias"], ["byStep"])],
    [1, node("Transpose", ["byStep"], ["logits"], integers("perm", [1, 0, 2]))],
    [5, int64s("inputSize", [inputSize])],
    [5, floats("offAndOn", { data: Float32Array.of(0, 1), shape: [2] })],
    [5, int64s("second", [1])],
    ...layers.flatMap(({ initializers }) => initializers.map((made): Field => [5, made])),
    [5, floats("head", weights.head.w)],
    [5, floats("headBias", weights.head.b)],
    [11, value("ids", types.int64, ["batch", "time"])],
    ...states.map((name): Field => [11, value(name, types.float32, shape)]),
    [12, value("logits", types.float32, ["batch", "time", classes])],
    ...states.map((name): Field => [12, value(nextName(name), types.float32, shape)]),
  );
  return message([1, 8], [2, "@tenetjs/bench"], [7, graph], [8, message([1, ""], [2, 17])]);
}

/** The name of the output that holds the next value of a state: `nextH0` for `h0`. */
export function nextName(state: string): string {
  return `next${state[0]?.toUpperCase()}${state.slice(1)}`;
}

/** ONNX orders an LSTM's gates input, output, forget, candidate. Its matrices are transposed, and its two biases are concatenated. */
function recurrentLayer({ wx, wh, b }: LayerWeights, index: number, hiddenSize: number) {
  const inOrder = (matrix: Matrix) => pickBlocks(matrix, hiddenSize, [0, 3, 1, 2]);
  const oneDirection = ({ data, shape }: Matrix): Matrix => ({ data, shape: [1, ...shape] });
  const bias = new Float32Array(8 * hiddenSize);
  bias.set(inOrder(b).data);
  const [w, r, both] = [`wx${index}`, `wh${index}`, `b${index}`];
  const [h, c] = [`h${index}`, `c${index}`];
  const outputs = [`directions${index}`, nextName(h), nextName(c)];
  return {
    nodes: [
      node(
        "LSTM",
        [`outputs${index - 1}`, w, r, both, "", h, c],
        outputs,
        integer("hidden_size", hiddenSize),
      ),
      node("Squeeze", [`directions${index}`, "second"], [`outputs${index}`]),
    ],
    initializers: [
      floats(w, oneDirection(transposed(inOrder(wx)))),
      floats(r, oneDirection(transposed(inOrder(wh)))),
      floats(both, oneDirection({ data: bias, shape: [8 * hiddenSize] })),
    ],
  };
}

/* The messages of onnx.proto, by field number. */

const types = { float32: 1, int64: 7 } as const;

function node(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  ...attributes: readonly Uint8Array[]
): Uint8Array {
  return message(
    ...inputs.map((name): Field => [1, name]),
    ...outputs.map((name): Field => [2, name]),
    [4, operator],
    ...attributes.map((attribute): Field => [5, attribute]),
  );
}

function integer(name: string, value: number): Uint8Array {
  return message([1, name], [3, value], [20, 2]);
}

function integers(name: string, values: readonly number[]): Uint8Array {
  return message([1, name], ...values.map((value): Field => [8, value]), [20, 7]);
}

function floats(name: string, { data, shape }: Matrix): Uint8Array {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return message(...shape.map((size): Field => [1, size]), [2, types.float32], [8, name], [9, bytes]);
}

function int64s(name: string, values: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(BigInt64Array.from(values, BigInt).buffer);
  return message([1, values.length], [2, types.int64], [8, name], [9, bytes]);
}

/** A tensor's name, type and shape. A named axis may have any size. */
function value(name: string, type: number, shape: readonly (number | string)[]): Uint8Array {
  const axes = shape.map((size): Field => [1, message(typeof size === "number" ? [1, size] : [2, size])]);
  const tensor = message([1, type], [2, message(...axes)]);
  return message([1, name], [2, message([1, tensor])]);
}
