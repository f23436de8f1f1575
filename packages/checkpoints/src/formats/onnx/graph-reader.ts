import { excerpt, phrase } from "@tenetjs/core/internals";
import type { Corrupt } from "../../corrupt.ts";
import { countOf } from "../../dtype.ts";
import type { Floats } from "../../gate-blocks.ts";
import { unsupported } from "../network-parts.ts";
import {
  elementTypes,
  type OnnxAttribute,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
} from "./messages.ts";

/** Looks things up in a graph. */
export type GraphReader = {
  /** The node that makes the value `name`, and which of its outputs that is; undefined for an input of the graph. */
  maker(name: string): { readonly node: OnnxNode; readonly output: number } | undefined;
  /** Whether `name` is a constant. */
  isConstant(name: string): boolean;
  /** A constant of floating-point numbers. */
  floats(name: string): Floats;
  /** A constant of integers. */
  integers(name: string): readonly number[];
};

/** A reader of `graph`. Shapes are compared with the sizes of the values before anything is copied. */
export function graphReader(where: string, { graph }: OnnxModel, corrupt: Corrupt): GraphReader {
  const makers = new Map<string, { node: OnnxNode; output: number }>();
  for (const node of graph.nodes)
    node.outputs.forEach((name, output) => {
      if (name !== "") makers.set(name, { node, output });
    });
  const initializers = new Map(graph.initializers.map((tensor) => [tensor.name ?? "", tensor]));
  const constant = (name: string): OnnxTensor | undefined => {
    const made = makers.get(name)?.node;
    if (made?.operator === "Constant") return attributeOf(made, "value")?.tensor;
    return initializers.get(name);
  };
  const known = (name: string): OnnxTensor => {
    const tensor = constant(name);
    if (tensor !== undefined) return tensor;
    throw unsupported(where, `a constant for ${excerpt(name)}`, phrase("a value that is computed"));
  };
  return {
    maker: (name) => makers.get(name),
    isConstant: (name) => constant(name) !== undefined,
    floats: (name) => floatsOf(where, name, known(name), corrupt),
    integers: (name) => integersOf(name, known(name), corrupt),
  };
}

/** The attribute `name` of a node. */
export function attributeOf(node: OnnxNode, name: string): OnnxAttribute | undefined {
  return node.attributes.find((attribute) => attribute.name === name);
}

function floatsOf(where: string, name: string, tensor: OnnxTensor, corrupt: Corrupt): Floats {
  const { type, shape } = tensor;
  if (type !== elementTypes.float32 && type !== elementTypes.float64)
    throw unsupported(where, `float32 or float64 for the tensor ${excerpt(name)}`, phrase(`type ${type}`));
  if (tensor.location === 1)
    throw unsupported(where, `the values of ${excerpt(name)} in the file`, phrase("those of another file"));
  if (tensor.floats !== undefined && tensor.floats.length > 0) {
    checkCount(name, tensor, tensor.floats.length, corrupt);
    return { name, shape, data: Float32Array.from(tensor.floats) };
  }
  const width = type === elementTypes.float32 ? 4 : 8;
  const bytes = tensor.bytes ?? new Uint8Array();
  checkCount(name, tensor, bytes.length / width, corrupt);
  const { buffer } = bytes.slice();
  const data =
    type === elementTypes.float32 ? new Float32Array(buffer) : Float32Array.from(new Float64Array(buffer));
  return { name, shape, data };
}

function integersOf(name: string, tensor: OnnxTensor, corrupt: Corrupt): readonly number[] {
  if (tensor.ints !== undefined && tensor.ints.length > 0) return tensor.ints;
  const bytes = tensor.bytes ?? new Uint8Array();
  checkCount(name, tensor, bytes.length / 8, corrupt);
  return Array.from(new BigInt64Array(bytes.slice().buffer), Number);
}

function checkCount(tensor: string, { shape }: OnnxTensor, values: number, corrupt: Corrupt): void {
  if (shape.some((axis) => axis < 0) || countOf(shape) !== values)
    throw corrupt(`${countOf(shape)} values for the shape [${shape.join(", ")}]`, values, { tensor });
}
