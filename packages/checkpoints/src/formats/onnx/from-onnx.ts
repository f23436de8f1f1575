import { phrase } from "@tenetjs/core/internals";
import { onnxOrder } from "../../cell-layouts.ts";
import { corrupt as corruptIn } from "../../corrupt.ts";
import {
  checkShape,
  type Floats,
  type GateBlocks,
  joinBiases,
  type PyTorchCell,
  type SharedCell,
  splitColumns,
  transpose,
} from "../../gate-blocks.ts";
import { plainBytes } from "../../plain-bytes.ts";
import {
  type NetworkParts,
  networkOfParts,
  type PredictsOption,
  predicting,
  unsupported,
} from "../network-parts.ts";
import type { ReadNetwork } from "../stored-network.ts";
import { decodeMessage } from "./decode-message.ts";
import { attributeOf, type GraphReader, graphReader } from "./graph-reader.ts";
import type { OnnxModel, OnnxNode } from "./messages.ts";
import { outputNames } from "./to-onnx.ts";

const where = "fromOnnx";

/**
 * The network in an ONNX model: ids or numbers, RNN, LSTM or GRU operators in a row, and a head (Gemm, or MatMul and Add) on the outputs of every step or of the last.
 * Such are the files of `toOnnx`, and of `torch.onnx.export`.
 *
 * @param options.file the name of the file in errors; none by default
 * @throws {TenetError} `CHECKPOINT_CORRUPT` with the byte or the tensor at fault; `FORMAT_UNSUPPORTED` for an operator or an attribute that Tenet's cells do not have;
 *   `CHECKPOINT_MISMATCH` when a shape is not that of the operator.
 */
export function fromOnnx(
  bytes: Uint8Array,
  { file, predicts }: PredictsOption & { file?: string } = {},
): ReadNetwork {
  const corrupt = corruptIn(file, where, "ONNX");
  const model = decodeMessage("model", plainBytes(bytes), corrupt) as Partial<OnnxModel>;
  if (model.graph === undefined)
    throw corrupt("a model with a graph", phrase("none"), { byte: bytes.length });
  const graph = graphReader(where, model as OnnxModel, corrupt);
  const [output] = model.graph.outputs;
  if (output === undefined) throw corrupt("an output of the graph", phrase("none"));
  const found = walk(output.name, graph);
  const { cell, directions } = found.layers[0] as Layer;
  const [layers, backward] = [0, 1].map((direction) =>
    direction < directions ? found.layers.map((layer) => readLayer(layer, direction, graph)) : [],
  ) as [GateBlocks[], GateBlocks[]];
  const input = found.input ?? { kind: "vector" as const, size: layers[0]?.inputSize ?? 0 };
  const both = directions === 2 ? { backward } : {};
  const { readout, head } = found;
  const told = predicting(predicts, found.predicts, predictsBy(output.name));
  const parts: NetworkParts = { cell, layers, ...both, readout, head, input, ...told };
  const width = directions * (layers.at(-1)?.hiddenSize ?? 0);
  const { w, outputs } = head;
  checkShape(where, { name: "the weights of the head", shape: [w.length / outputs, outputs], data: w }, [
    width,
    outputs,
  ]);
  return networkOfParts(where, parts, found.notes);
}

type Layer = { readonly node: OnnxNode; readonly cell: SharedCell; readonly directions: 1 | 2 };

type Found = {
  layers: Layer[];
  head: NetworkParts["head"];
  readout: NetworkParts["readout"];
  input: NetworkParts["input"] | undefined;
  predicts: NetworkParts["predicts"];
  notes: string[];
};

/** What Tenet calls the output of a graph tells what it is. */
function predictsBy(output: string): NetworkParts["predicts"] {
  return Object.entries(outputNames).find(([, name]) => name === output)?.[0] as NetworkParts["predicts"];
}

/** Goes from the output back to the input, along the values that depend on it. */
function walk(output: string, graph: GraphReader): Found {
  const layers: Layer[] = [];
  const notes: string[] = [];
  let head: Found["head"] | undefined;
  let bias: Float32Array | undefined;
  let input: Found["input"];
  let predicts: Found["predicts"];
  /** The axis of which the last element is taken, and the transpositions since. */
  let last: { axis: number; transposed: number } | undefined;
  let readout: Found["readout"] = "every";
  let name = output;
  const seen = new Set<OnnxNode>();
  for (let made = graph.maker(name); made !== undefined; made = graph.maker(name)) {
    const { node, output: index } = made;
    if (seen.has(node))
      throw unsupported(where, "a graph without cycles", phrase(`one through ${node.operator}`));
    seen.add(node);
    const [first = "", second = ""] = node.inputs;
    const operator = (node.domain ?? "") === "" ? node.operator : `${node.domain}.${node.operator}`;
    name = first;
    switch (operator) {
      case "Identity":
      case "Squeeze":
      case "Unsqueeze":
      case "Reshape":
      case "Cast":
      case "Dropout":
        break;
      case "Transpose":
        if (last !== undefined) last.transposed += 1;
        break;
      case "Softmax":
      case "LogSoftmax":
        if (head !== undefined) throw strange(node);
        notes.push(`left out: the ${operator} after the head, since models have logits`);
        predicts = "classes";
        break;
      case "Add": {
        const [constant, other] = graph.isConstant(first) ? [first, second] : [second, first];
        if (head !== undefined || bias !== undefined) throw strange(node);
        bias = graph.floats(constant).data;
        name = other;
        break;
      }
      case "MatMul":
      case "Gemm":
        if (head !== undefined)
          throw unsupported(where, "one linear layer, after the recurrent ones", phrase("two"));
        head = readHead(node, graph, bias);
        break;
      case "Gather":
        if (graph.isConstant(first)) {
          if (layers.length === 0) throw strange(node);
          input = readTable(first, graph);
          name = second;
          break;
        }
        if (head === undefined || layers.length > 0) throw strange(node);
        last = { axis: lastAxis(node, graph), transposed: 0 };
        break;
      case "OneHot":
        input = { kind: "one-hot", size: graph.integers(second)[0] ?? 0 };
        break;
      case "RNN":
      case "LSTM":
      case "GRU":
        if (head === undefined)
          throw unsupported(where, "a linear layer after the recurrent ones", phrase("none"));
        layers.unshift({ node, cell: cellOf(node), directions: directionsOf(node) });
        if (layers.length === 1) readout = readoutOf(index, last, layers[0] as Layer);
        else if (index !== 0)
          throw unsupported(where, "layers that read every step of the one below", node.operator);
        break;
      default:
        throw strange(node);
    }
  }
  if (head === undefined || layers.length === 0)
    throw unsupported(where, "recurrent operators (RNN, LSTM or GRU) and a linear layer", phrase("none"));
  const kinds = layers.map(({ cell, directions }) => (directions === 2 ? `bidirectional ${cell}` : cell));
  if (new Set(kinds).size > 1) throw unsupported(where, "layers of one kind", phrase(kinds.join(", ")));
  return { layers, head, readout, input, predicts, notes };
}

function strange({ operator, name }: OnnxNode) {
  const got = phrase(`${operator}${name === undefined ? "" : ` (${name})`}`);
  const next = "Tenet reads ids or numbers, RNN, LSTM or GRU operators in a row, and one linear layer.";
  return unsupported(where, "an operator of such a network", got, next);
}

/** The axis of which `node` takes the last element. */
function lastAxis(node: OnnxNode, graph: GraphReader): number {
  const [, indices = ""] = node.inputs;
  const [index, ...others] = graph.integers(indices);
  if (index === -1 && others.length === 0) return attributeOf(node, "axis")?.int ?? 0;
  // The last state has one element for each direction, of which there is one.
  if (index === 0 && others.length === 0) return stateAxis;
  throw unsupported(where, "a head on every step or on the last", phrase(`one on step ${index}`));
}

const stateAxis = -1;

/** What the head reads: `[time, 1, batch, hidden]`, the first output of an operator, or its second, the last state. */
function readoutOf(
  output: number,
  last: { axis: number; transposed: number } | undefined,
  { directions }: Layer,
): NetworkParts["readout"] {
  if (directions === 2 && last !== undefined)
    throw unsupported(
      where,
      "a head on the last output of each direction, or on every step",
      phrase("one on a part of the outputs of a bidirectional operator"),
      "Its last step is the first that the backward direction reads.",
    );
  if (output === 1) return "last";
  if (output !== 0) throw unsupported(where, "a head on the hidden state", phrase("one on the memory cell"));
  if (last === undefined) return "every";
  if (last.axis === last.transposed % 2) return "last";
  throw unsupported(where, "the last step", phrase(`the last element of axis ${last.axis}`));
}

const activations: Record<SharedCell, readonly string[]> = {
  rnn: ["tanh"],
  lstm: ["sigmoid", "tanh", "tanh"],
  gru: ["sigmoid", "tanh"],
  "original-gru": ["sigmoid", "tanh"],
};

/** The cell of an operator. @throws when an attribute makes it another cell than Tenet's. */
function cellOf(node: OnnxNode): SharedCell {
  const attribute = (name: string) => attributeOf(node, name);
  const before = node.operator === "GRU" && attribute("linear_before_reset")?.int !== 1;
  const cell = before ? "original-gru" : (node.operator.toLowerCase() as PyTorchCell);
  const refuse = (expected: string, got: string) =>
    unsupported(where, `${node.operator} ${expected}`, phrase(got));
  const wanted = Array.from({ length: directionsOf(node) }, () => activations[cell]).flat();
  const stated = attribute("activations")?.texts?.map((text) => text.toLowerCase()) ?? wanted;
  if (stated.join() !== wanted.join())
    throw refuse(`with the activations ${wanted.join(", ")}`, stated.join(", "));
  if (attribute("clip") !== undefined) throw refuse("without clip", "one with it");
  if (attribute("input_forget")?.int === 1) throw refuse("without input_forget", "one with it");
  if ((node.inputs[7] ?? "") !== "") throw refuse("without peepholes", "one with them");
  return cell;
}

/** How many directions an operator reads in. @throws when it reads backwards alone. */
function directionsOf(node: OnnxNode): Layer["directions"] {
  const direction = attributeOf(node, "direction")?.text ?? "forward";
  if (direction === "forward") return 1;
  if (direction === "bidirectional") return 2;
  throw unsupported(where, `${node.operator} of direction forward or bidirectional`, phrase(direction));
}

/** The weights of one direction of an operator. */
function readLayer({ node, cell, directions }: Layer, direction: number, graph: GraphReader): GateBlocks {
  const [, wxName = "", whName = "", bName = "", , ...states] = node.inputs;
  const { x, h } = onnxOrder[cell];
  const [wx, wh] = [graph.floats(wxName), graph.floats(whName)];
  const [inputSize = 0, hiddenSize = 0] = [wx.shape[2], wh.shape[2]];
  const rows = x.length * hiddenSize;
  /** The part of a constant for this direction. */
  const ofDirection = (values: Floats, shape: readonly number[]) => {
    checkShape(where, values, [directions, ...shape]);
    const size = values.data.length / directions;
    return values.data.subarray(direction * size, (direction + 1) * size);
  };
  const [ofX, ofH] = [ofDirection(wx, [rows, inputSize]), ofDirection(wh, [rows, hiddenSize])];
  for (const state of states.slice(0, 2)) checkZero(state, graph);
  const biases = bName === "" ? new Float32Array(2 * rows) : ofDirection(graph.floats(bName), [2 * rows]);
  return {
    inputSize,
    hiddenSize,
    x: splitColumns(transpose(ofX, rows, inputSize), inputSize, x),
    h: splitColumns(transpose(ofH, rows, hiddenSize), hiddenSize, h),
    b: joinBiases(splitColumns(biases.subarray(0, rows), 1, x), splitColumns(biases.subarray(rows), 1, h)),
  };
}

/** @throws when a layer starts from a constant that is not 0: Tenet's start from 0, or from a state that is passed. */
function checkZero(state: string, graph: GraphReader): void {
  const { node } = graph.maker(state) ?? {};
  const constant = node?.operator === "Expand" ? (node.inputs[0] ?? "") : state;
  if (!graph.isConstant(constant)) return;
  if (graph.floats(constant).data.every((value) => value === 0)) return;
  throw unsupported(where, "an initial state of 0", phrase("a learned one"));
}

function readHead(node: OnnxNode, graph: GraphReader, added: Float32Array | undefined): NetworkParts["head"] {
  const [, wName = "", bName = ""] = node.inputs;
  const { shape, data } = graph.floats(wName);
  const number = (name: string, otherwise: number) => attributeOf(node, name)?.float ?? otherwise;
  const flag = (name: string) => attributeOf(node, name)?.int === 1;
  if (number("alpha", 1) !== 1 || number("beta", 1) !== 1 || flag("transA"))
    throw unsupported(where, "Gemm without alpha, beta and transA", phrase("one with them"));
  const [rows = 0, columns = 0] = shape;
  const [hidden, outputs] = flag("transB") ? [columns, rows] : [rows, columns];
  checkShape(where, { name: wName, shape, data }, [rows, columns]);
  const b = bName === "" ? (added ?? new Float32Array(outputs)) : graph.floats(bName).data;
  checkShape(where, { name: bName === "" ? "the bias of the head" : bName, shape: [b.length], data: b }, [
    outputs,
  ]);
  return { w: flag("transB") ? transpose(data, outputs, hidden) : data, b, outputs };
}

function readTable(name: string, graph: GraphReader): NetworkParts["input"] {
  const { shape, data } = graph.floats(name);
  const [size = 0, dimensions = 0] = shape;
  checkShape(where, { name, shape, data }, [size, dimensions]);
  return { kind: "embedding", size, table: data };
}
