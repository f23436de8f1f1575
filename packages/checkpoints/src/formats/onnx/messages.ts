/* The messages of onnx.proto that networks need, by field number: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */

import type { MessageForms } from "../../wire/message-forms.ts";

export type MessageName =
  | "model"
  | "operatorSet"
  | "graph"
  | "node"
  | "attribute"
  | "tensor"
  | "value"
  | "type"
  | "tensorType"
  | "shape"
  | "axis";

export const messageForms: MessageForms<MessageName> = {
  model: {
    irVersion: [1, "int"],
    producer: [2, "string"],
    producerVersion: [3, "string"],
    graph: [7, "graph"],
    operatorSets: [8, "operatorSet", "repeated"],
  },
  operatorSet: { domain: [1, "string"], version: [2, "int"] },
  graph: {
    nodes: [1, "node", "repeated"],
    name: [2, "string"],
    initializers: [5, "tensor", "repeated"],
    inputs: [11, "value", "repeated"],
    outputs: [12, "value", "repeated"],
  },
  node: {
    inputs: [1, "string", "repeated"],
    outputs: [2, "string", "repeated"],
    name: [3, "string"],
    operator: [4, "string"],
    attributes: [5, "attribute", "repeated"],
    domain: [7, "string"],
  },
  attribute: {
    name: [1, "string"],
    float: [2, "float"],
    int: [3, "int"],
    text: [4, "string"],
    tensor: [5, "tensor"],
    ints: [8, "int", "repeated"],
    texts: [9, "string", "repeated"],
    type: [20, "int"],
  },
  tensor: {
    shape: [1, "int", "repeated"],
    type: [2, "int"],
    floats: [4, "float", "repeated"],
    ints: [7, "int", "repeated"],
    name: [8, "string"],
    bytes: [9, "bytes"],
    location: [14, "int"],
  },
  value: { name: [1, "string"], type: [2, "type"] },
  type: { tensor: [1, "tensorType"] },
  tensorType: { elements: [1, "int"], shape: [2, "shape"] },
  shape: { axes: [1, "axis", "repeated"] },
  axis: { size: [1, "int"], name: [2, "string"] },
};

/** The numbers of the types of elements and of attributes. */
export const elementTypes = { float32: 1, int64: 7, float64: 11 } as const;
export const attributeTypes = { float: 1, int: 2, text: 3, tensor: 4, ints: 7, texts: 8 } as const;

export type OnnxModel = {
  readonly irVersion: number;
  readonly producer?: string;
  readonly producerVersion?: string;
  readonly graph: OnnxGraph;
  readonly operatorSets: readonly { readonly domain?: string; readonly version: number }[];
};

export type OnnxGraph = {
  readonly name?: string;
  readonly nodes: readonly OnnxNode[];
  readonly initializers: readonly OnnxTensor[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
};

export type OnnxNode = {
  readonly operator: string;
  readonly domain?: string;
  readonly name?: string;
  /** An input that is left out has an empty name. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: readonly OnnxAttribute[];
};

export type OnnxAttribute = {
  readonly name: string;
  readonly type?: number;
  readonly float?: number;
  readonly int?: number;
  readonly text?: string;
  readonly tensor?: OnnxTensor;
  readonly ints?: readonly number[];
  readonly texts?: readonly string[];
};

export type OnnxTensor = {
  readonly name?: string;
  readonly type: number;
  readonly shape: readonly number[];
  /** Little-endian values; or they are in `floats` or `ints`. */
  readonly bytes?: Uint8Array;
  readonly floats?: readonly number[];
  readonly ints?: readonly number[];
  /** 1 for values in another file. */
  readonly location?: number;
};

export type OnnxValue = {
  readonly name: string;
  readonly type?: {
    readonly tensor?: {
      readonly elements: number;
      readonly shape?: { readonly axes: readonly { readonly size?: number; readonly name?: string }[] };
    };
  };
};
